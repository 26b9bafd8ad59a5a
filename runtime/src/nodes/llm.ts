import type { Behaviour, Decision, Visit } from "../behaviour.ts";
import { endOf } from "../duration-ms.ts";
import type { EffectBody } from "../effect.ts";
import type { JsonObject, JsonValue } from "../input.ts";
import { callNextTool, toolAnswered, toolReturned } from "../llm-calls.ts";
import type { AnswerSource, LlmAnswer } from "../llm-effect.ts";
import { readFacts } from "../llm-facts.ts";
import { failWith } from "../llm-failure.ts";
import { noExit } from "../llm-request.ts";
import { breaksIn, lastSaid, saidBy } from "../llm-said.ts";
import {
  freshTalk,
  readTalk,
  type Talk,
  talkMemory,
  withMessage,
  withReply,
  withSaid,
} from "../llm-talk.ts";
import { think } from "../llm-think.ts";
import { toText } from "../to-text.ts";

const longestReply = 20_000;
/** How often a contact who keeps writing is heard before the model may finish. */
const mostInterruptions = 3;
/** How many waits for more messages may follow one another. */
const mostSettling = 5;

/** Lets a language model answer once, talk until an exit is reached, or compute in silence. */
export const llm: Behaviour<"llm"> = {
  enter: (visit) => {
    const said = lastSaid(visit.lookUp("message"));
    return said ? settle(visit, withSaid(freshTalk, said)) : think(visit, freshTalk);
  },
  resume: (visit, input, memory) => {
    const talk = readTalk(memory);
    switch (input.type) {
      case "effectAnswered":
        return talk.calls?.length
          ? toolAnswered(visit, talk, input.answer)
          : hear(visit, talk, input.answer);
      case "effectFailed":
        return talk.calls?.length
          ? toolAnswered(visit, talk, { failed: input.error.code, message: input.error.message })
          : failWith(visit, input.error.code, input.error.message);
      case "timerFired":
        return talk.settlingSince === undefined
          ? { then: { do: "leave", port: "timeout" } }
          : think(visit, talk);
      case "message":
      case "postback":
        return settle(visit, withSaid(talk, saidBy(input)));
      default:
        return { then: { do: "decline" } };
    }
  },
  returned: (visit, inner, memory) => toolReturned(visit, readTalk(memory), inner),
  joinsEarlier: true,
  interrupts: (input, memory) => {
    const { calls = [], interruptions = 0 } = readTalk(memory);
    return breaksIn(input) && calls.length === 0 && interruptions < mostInterruptions;
  },
};

/** Waits a moment for more of the same, or asks the model at once. */
function settle(visit: Visit<"llm">, talk: Talk): Decision {
  const { settleSeconds = 0 } = visit.data;
  const { now } = visit.context;
  const since = talk.settlingSince ?? now;
  const waitMs = Math.min(
    settleSeconds * 1_000,
    since + mostSettling * settleSeconds * 1_000 - now,
  );
  if (waitMs <= 0) {
    return think(visit, talk);
  }
  return {
    then: {
      do: "wait",
      for: "contact",
      memory: talkMemory({ ...talk, settlingSince: since }),
      timeoutAt: now + waitMs,
      purpose: "collect",
    },
  };
}

function hear(visit: Visit<"llm">, before: Talk, answered: JsonValue): Decision {
  const { data } = visit;
  const given = (answered ?? {}) as unknown as LlmAnswer;
  const { text, data: found, calls, agentVersion, sources = [] } = given;
  const talk = agentVersion === undefined ? before : { ...before, agentVersion };
  if (calls?.length) {
    return callNextTool(visit, {
      ...withMessage(talk, {
        role: "assistant",
        content: toText(text),
        calls: calls.map(({ id, name, arguments: given }) => ({ id, name, arguments: given })),
      }),
      calls,
      rounds: (talk.rounds ?? 0) + 1,
    });
  }
  const facts: JsonObject = found ?? {};
  const reply = toText(facts.reply ?? text ?? "").trim();
  const exit = data.exits.find(({ id }) => id === facts.exit && id !== noExit);
  if (reply === "" && data.mode !== "silent" && !exit) {
    return failWith(visit, "llm.empty-answer", "The AI's answer says nothing");
  }
  if (reply.length > longestReply) {
    return failWith(visit, "llm.answer-too-long", "The AI's answer is too long to be sent");
  }
  const { set: known, misfits } = readFacts(visit, facts.extracted);
  const doubt = doubtOf(visit, given, known);
  if (doubt !== undefined && !exit) {
    return failWith(visit, "llm.unsure", doubt);
  }
  if (misfits.length > 0 && !exit && !talk.askedAgain) {
    return askAgain(visit, talk, reply, misfits);
  }
  return answer(visit, talk, { reply, exit, known, facts, sources });
}

/** Says why the answer is not to be relied on; undefined where it is. What the contact told about themselves needs no source. */
function doubtOf(
  { data }: Visit<"llm">,
  { data: facts, unfounded }: LlmAnswer,
  known: JsonObject,
): string | undefined {
  const { leastConfidence = 0, outcomes = [] } = data;
  const wantsSure = leastConfidence > 0 || outcomes.includes("unsure");
  if (unfounded && wantsSure && Object.keys(known).length === 0) {
    return "The knowledge holds nothing about the question";
  }
  const sure = typeof facts?.confidence === "number" ? facts.confidence : 100;
  return sure < leastConfidence ? `The AI is only ${sure} % sure of its answer` : undefined;
}

/** Lets the model ask the contact for data that did not fit. */
function askAgain(
  visit: Visit<"llm">,
  talk: Talk,
  reply: string,
  misfits: readonly string[],
): Decision {
  const content = `This does not fit: ${misfits.join("; ")}. Set it to null and ask the user for it again.`;
  const said = withMessage(talk, { role: "assistant", content: reply });
  return think(visit, { ...withMessage(said, { role: "system", content }), askedAgain: true });
}

interface Heard {
  readonly reply: string;
  readonly exit: { readonly id: string } | undefined;
  readonly known: JsonObject;
  readonly facts: JsonObject;
  readonly sources: readonly AnswerSource[];
}

function answer(
  visit: Visit<"llm">,
  talk: Talk,
  { reply, exit, known, facts, sources }: Heard,
): Decision {
  const { data, context } = visit;
  const summary = toText(facts.summary).slice(0, 4_000);
  const set = {
    ...known,
    ...(data.saveTo ? { [data.saveTo]: reply } : {}),
    ...(data.summaryTo && summary !== "" ? { [data.summaryTo]: summary } : {}),
  };
  const silent = data.mode === "silent" || reply === "";
  const effects = silent ? [] : withSources(visit.say({ kind: "text", text: reply }), sources);
  if (exit) {
    return { effects, set, then: { do: "leave", port: `exit:${exit.id}` } };
  }
  const answers = talk.answers + 1;
  if (data.mode !== "converse" || answers >= data.maxTurns || complete(visit, set)) {
    return { effects, set, then: { do: "leave", port: "next" } };
  }
  const timeoutAt = endOf(context.now, data.timeout);
  const kept = withReply(talk, reply, data.remember ?? 30);
  const summed = data.summarize && summary !== "" ? { summary } : {};
  return {
    effects,
    set,
    then: {
      do: "wait",
      for: "contact",
      memory: talkMemory({ ...kept, ...summed, answers }),
      timeoutAt,
    },
  };
}

/** The last part of an answer tells members what it rests on. */
function withSources(
  effects: readonly EffectBody[],
  sources: readonly AnswerSource[],
): readonly EffectBody[] {
  const last = effects.findLastIndex((it) => it.type === "send");
  return effects.map((it, index) =>
    index === last && it.type === "send" && sources.length > 0 ? { ...it, sources } : it,
  );
}

/** Without exits, a talk that should find something out is over when all of it is known. */
function complete(visit: Visit<"llm">, set: JsonObject): boolean {
  const { data } = visit;
  if (data.exits.length > 0 || data.extract.length === 0) {
    return false;
  }
  return data.extract.every(
    ({ variable }) => (set[variable] ?? visit.lookUp(variable) ?? null) !== null,
  );
}
