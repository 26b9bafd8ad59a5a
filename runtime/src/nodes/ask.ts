import type { MessageContent } from "@chatloom/flows-schema";
import { answerOptions } from "../answer-options.ts";
import type { Behaviour, Decision, Visit } from "../behaviour.ts";
import { chooseOption } from "../choose-option.ts";
import { endOf } from "../duration-ms.ts";
import type { Input, JsonObject, JsonValue } from "../input.ts";
import { spokenText } from "../message-view.ts";
import { numbersShown } from "../numbers-shown.ts";
import { parseAnswer } from "../parse-answer.ts";
import { saveChoice } from "../save-choice.ts";

/** What a question remembers: how often it was asked, and what came so far of an answer in several messages. */
interface Asked {
  readonly asked: number;
  readonly collected: string;
  /** The choices were shown as numbers to type. */
  readonly numbered: boolean;
}

const longestAnswer = 10_000;

/** Asks, checks the answer, keeps it; asks again a few times before it leaves through `else`. */
export const ask: Behaviour<"ask"> = {
  enter: (visit) => askFor(visit, visit.data.text, 1),
  resume: (visit, input, memory) => {
    const before = readMemory(memory);
    const { collected } = before;
    if (input.type === "timerFired")
      return collected === ""
        ? { then: { do: "leave", port: "timeout" } }
        : take(
            visit,
            { type: "message", messageId: "", content: { kind: "text", text: collected } },
            before,
          );
    if (input.type !== "message" && input.type !== "postback") return { then: { do: "decline" } };
    if (visit.data.collect && input.type === "message" && input.content.kind === "text")
      return collect(visit, `${collected}\n${input.content.text}`.trim(), before);
    return take(visit, input, before);
  },
};

function take(visit: Visit<"ask">, input: Input, { asked, numbered }: Asked): Decision {
  const { data } = visit;
  const set = read(visit, input, numbered);
  if (set) return { set, typed: data.expect === "text", then: { do: "leave", port: "next" } };
  if (asked >= data.attempts) return { then: { do: "leave", port: "else" } };
  return askFor(visit, data.retryText || data.text, asked + 1);
}

/** Reads an answer; gives the variables to set, or undefined where it does not fit. */
function read(visit: Visit<"ask">, input: Input, numbered: boolean): JsonObject | undefined {
  const { data, original, context, settings } = visit;
  const option = chooseOption(visit, answerOptions(data, original), input, numbered);
  if (option)
    return typeof option.value === "string"
      ? saveChoice(visit, data.saveTo, option)
      : { [data.saveTo]: option.value };
  if (data.pattern && visit.matches(data.pattern, spokenText(input).trim()) === false)
    return undefined;
  const value = parseAnswer(data, input, {
    now: context.now,
    timeZone: settings.timeZone,
    language: visit.locale,
    flowLanguage: settings.language,
    country: visit.country,
  });
  return value === undefined ? undefined : { [data.saveTo]: value };
}

function askFor(visit: Visit<"ask">, template: string, asked: number): Decision {
  const { data, context } = visit;
  const timeoutAt = endOf(context.now, data.timeout);
  const effects = visit.say(question(visit, visit.render(template)));
  return {
    effects,
    then: {
      do: "wait",
      for: "contact",
      memory: { asked, collected: "", numbered: numbersShown(effects) },
      ...(timeoutAt === undefined ? {} : { timeoutAt }),
    },
  };
}

function question(visit: Visit<"ask">, text: string): MessageContent {
  const replies = answerOptions(visit.data).map(({ port, label }) => ({
    label: visit.render(label),
    payload: visit.token(port),
  }));
  if (replies.length > 0) return { kind: "text", text, replies };
  return visit.data.expect === "location"
    ? { kind: "locationRequest", text }
    : { kind: "text", text };
}

/** People often send one thought in several messages: the answer is complete when nothing more comes for a while. */
function collect(visit: Visit<"ask">, text: string, before: Asked): Decision {
  const timeoutAt = endOf(visit.context.now, visit.data.collect) ?? visit.context.now;
  const memory = { ...before, collected: text.slice(0, longestAnswer) };
  return { then: { do: "wait", for: "contact", memory, timeoutAt, purpose: "collect" } };
}

function readMemory(memory: JsonValue): Asked {
  const { asked, collected, numbered } = (memory ?? {}) as JsonObject;
  return {
    numbered: numbered === true,
    asked: typeof asked === "number" ? asked : 1,
    collected: typeof collected === "string" ? collected : "",
  };
}
