import type { MessageContent } from "@chatloom/flows-schema";
import { answerOptions } from "../answer-options.ts";
import type { Behaviour, Decision, Visit } from "../behaviour.ts";
import { chooseOption } from "../choose-option.ts";
import { endOf } from "../duration-ms.ts";
import type { Input, JsonObject, JsonValue } from "../input.ts";
import { spokenText } from "../message-view.ts";
import { parseAnswer } from "../parse-answer.ts";

/** What a question remembers: how often it was asked, and what came so far of an answer in several messages. */
interface Asked {
  readonly asked: number;
  readonly collected: string;
}

const longestAnswer = 10_000;

/** Asks, checks the answer, keeps it; asks again a few times before it leaves through `else`. */
export const ask: Behaviour<"ask"> = {
  enter: (visit) => askFor(visit, visit.data.text, 1),
  resume: (visit, input, memory) => {
    const { asked, collected } = readMemory(memory);
    if (input.type === "timerFired")
      return collected === ""
        ? { then: { do: "leave", port: "timeout" } }
        : take(
            visit,
            { type: "message", messageId: "", content: { kind: "text", text: collected } },
            asked,
          );
    if (input.type !== "message" && input.type !== "postback") return { then: { do: "decline" } };
    if (visit.data.collect && input.type === "message" && input.content.kind === "text")
      return collect(visit, `${collected}\n${input.content.text}`.trim(), asked);
    return take(visit, input, asked);
  },
};

function take(visit: Visit<"ask">, input: Input, asked: number): Decision {
  const { data } = visit;
  const value = read(visit, input);
  if (value !== undefined)
    return { set: { [data.saveTo]: value }, then: { do: "leave", port: "next" } };
  if (asked >= data.attempts) return { then: { do: "leave", port: "else" } };
  return askFor(visit, data.retryText || data.text, asked + 1);
}

function read(visit: Visit<"ask">, input: Input): JsonValue | undefined {
  const { data, context, settings } = visit;
  const option = chooseOption(visit, answerOptions(data), input);
  if (option) return typeof option.value === "string" ? visit.render(option.value) : option.value;
  if (data.pattern && visit.matches(data.pattern, spokenText(input).trim()) === false)
    return undefined;
  return parseAnswer(data, input, {
    now: context.now,
    timeZone: settings.timeZone,
    language: context.contact.language || settings.language,
  });
}

function askFor(visit: Visit<"ask">, template: string, asked: number): Decision {
  const { data, context } = visit;
  const timeoutAt = endOf(context.now, data.timeout);
  return {
    effects: visit.say(question(visit, visit.render(template))),
    then: {
      do: "wait",
      for: "contact",
      memory: { asked, collected: "" },
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
function collect(visit: Visit<"ask">, text: string, asked: number): Decision {
  const timeoutAt = endOf(visit.context.now, visit.data.collect) ?? visit.context.now;
  const memory = { asked, collected: text.slice(0, longestAnswer) };
  return { then: { do: "wait", for: "contact", memory, timeoutAt, purpose: "collect" } };
}

function readMemory(memory: JsonValue): Asked {
  const { asked, collected } = (memory ?? {}) as JsonObject;
  return {
    asked: typeof asked === "number" ? asked : 1,
    collected: typeof collected === "string" ? collected : "",
  };
}
