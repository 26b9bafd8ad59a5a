import type { Behaviour, Decision, Visit } from "../behaviour.ts";
import { convertValue } from "../convert-value.ts";
import { endOf } from "../duration-ms.ts";
import type { Input, JsonObject, JsonValue } from "../input.ts";
import { answerSchema, noExit, systemMessage } from "../llm-request.ts";
import { spokenText } from "../message-view.ts";
import { toText } from "../to-text.ts";

interface Message extends JsonObject {
  readonly role: "user" | "assistant";
  readonly content: string;
}

/** The memory of the conversation with the contact: the last messages and how many answers it gave. */
interface Talk {
  readonly messages: readonly Message[];
  readonly answers: number;
}

const longestTalk = 30;
const longestMessage = 4_000;
const timeoutMs = 60_000;

/** Lets a language model answer once, converse until an exit is reached, or compute without a message. */
export const llm: Behaviour<"llm"> = {
  enter: (visit) => {
    const said = toText(visit.lookUp("message.text"));
    return think(visit, { messages: said === "" ? [] : [user(said)], answers: 0 });
  },
  resume: (visit, input, memory) => {
    const talk = readTalk(memory);
    switch (input.type) {
      case "effectAnswered":
        return hear(visit, talk, input.answer);
      case "effectFailed":
        return { then: { do: "fail", code: input.error.code, message: input.error.message } };
      case "timerFired":
        return { then: { do: "leave", port: "timeout" } };
      case "message":
      case "postback":
        return think(visit, { ...talk, messages: [...talk.messages, user(inWords(input))] });
      default:
        return { then: { do: "decline" } };
    }
  },
  joinsEarlier: true,
};

function think(visit: Visit<"llm">, talk: Talk): Decision {
  const { data } = visit;
  const messages = talk.messages.slice(-longestTalk);
  const schema = answerSchema(data);
  const model = visit.render(data.model ?? "").trim();
  return {
    effects: [
      {
        type: "callLlm",
        request: {
          messages: [{ role: "system", content: systemMessage(visit) }, ...messages],
          schema,
          model: model || undefined,
          agentId: data.agentId || undefined,
          useKnowledge: data.useKnowledge,
          timeoutMs,
        },
      },
    ],
    then: { do: "waitForEffect", memory: { messages, answers: talk.answers } },
  };
}

function hear(visit: Visit<"llm">, talk: Talk, answer: JsonValue): Decision {
  const { data, context } = visit;
  const { text, data: found } = (answer ?? {}) as JsonObject;
  const facts = (found ?? {}) as JsonObject;
  const reply = toText(facts.reply ?? text ?? "").trim();
  const set = { ...extracted(visit, facts), ...(data.saveTo ? { [data.saveTo]: reply } : {}) };
  const exit = data.exits.find(({ id }) => id === facts.exit && id !== noExit);
  if (reply === "" && data.mode !== "silent" && !exit) {
    return {
      then: { do: "fail", code: "llm.empty-answer", message: "The AI's answer says nothing" },
    };
  }
  const silent = data.mode === "silent" || reply === "";
  const effects = silent ? [] : visit.say({ kind: "text", text: reply });
  if (exit) {
    return { effects, set, then: { do: "leave", port: `exit:${exit.id}` } };
  }
  const answers = talk.answers + 1;
  if (data.mode !== "converse" || answers >= data.maxTurns || complete(visit, set)) {
    return { effects, set, then: { do: "leave", port: "next" } };
  }
  const said = { role: "assistant" as const, content: reply.slice(0, longestMessage) };
  const messages = [...talk.messages, said];
  const timeoutAt = endOf(context.now, data.timeout);
  return {
    effects,
    set,
    then: {
      do: "wait",
      for: "contact",
      memory: { messages: messages.slice(-longestTalk), answers },
      timeoutAt,
    },
  };
}

/** Returns the facts that the model has extracted; unknown ones stay as they were. */
function extracted(visit: Visit<"llm">, facts: JsonObject): JsonObject {
  const set: Record<string, JsonValue> = {};
  const found = (facts.extracted ?? {}) as JsonObject;
  for (const [index, { variable, type }] of visit.data.extract.entries()) {
    const value = found[`value${index}`];
    if (variable === "" || value === undefined || value === null || value === "") {
      continue;
    }
    const typed = convertValue(value, type, visit.settings);
    if (typed !== undefined) {
      set[variable] = typed;
    }
  }
  return set;
}

/** Tells whether a conversation without exits is complete: all facts are known. */
function complete(visit: Visit<"llm">, set: JsonObject): boolean {
  const { data } = visit;
  if (data.exits.length > 0 || data.extract.length === 0) {
    return false;
  }
  return data.extract.every(
    ({ variable }) => (set[variable] ?? visit.lookUp(variable) ?? null) !== null,
  );
}

function user(content: string): Message {
  return { role: "user", content: content.slice(0, longestMessage) };
}

function inWords(input: Extract<Input, { type: "message" | "postback" }>): string {
  const text = spokenText(input);
  if (text !== "" || input.type === "postback") {
    return text;
  }
  return `[${input.content.kind}]`;
}

function readTalk(memory: JsonValue): Talk {
  const { messages, answers } = (memory ?? {}) as JsonObject;
  return {
    messages: Array.isArray(messages) ? (messages as unknown as readonly Message[]) : [],
    answers: typeof answers === "number" ? answers : 0,
  };
}
