import {
  type Abilities,
  type ContentOf,
  hiddenAnswer,
  isSensitive,
  type MessageContent,
  type NodeData,
} from "@chatloom/flows-schema";
import { answerOptions } from "../answer-options.ts";
import type { Behaviour, Decision, Visit } from "../behaviour.ts";
import { chooseOption } from "../choose-option.ts";
import { endOf } from "../duration-ms.ts";
import { fileAddress } from "../file-address.ts";
import type { Input, JsonObject, JsonValue } from "../input.ts";
import { spokenText } from "../message-view.ts";
import { numbersShown } from "../numbers-shown.ts";
import { parseAnswer } from "../parse-answer.ts";
import { feedbackEvent, ratingFormOf, readRatingForm } from "../rating-form.ts";
import { retryText } from "../retry-text.ts";
import { saveChoice } from "../save-choice.ts";
import { spokenLanguage } from "../spoken-language.ts";

/** The memory of a question: how often it was asked, and the parts of an answer in several messages. */
interface Asked {
  readonly asked: number;
  /** Texts. */
  readonly collected: string;
  /** Addresses of files. */
  readonly files: readonly string[];
  /** When the answer is complete if no more comes, in epoch milliseconds. */
  readonly until: number;
  /** The choices were shown as numbers to type. */
  readonly numbered: boolean;
}

const longestAnswer = 10_000;
const mostFiles = 30;
/** The longest pause between the pictures of an album, which platforms deliver as messages of their own. */
const albumMs = 2_000;

/** Asks a question, checks the answer and saves it. Asks again a few times before it leaves through `else`. */
export const ask: Behaviour<"ask"> = {
  enter: (visit) => askFor(visit, visit.data.text, 1),
  resume: (visit, input, memory) => {
    const before = readMemory(memory);
    if (input.type === "timerFired") {
      return finish(visit, before);
    }
    if (input.type === "postback" && !isSensitive(visit.data)) {
      return take(visit, input, before);
    }
    if (input.type === "event") {
      const set = readRatingForm(visit, input);
      return { set, then: set ? { do: "leave", port: "next" } : { do: "decline" } };
    }
    if (input.type !== "message") {
      return { then: { do: "decline" } };
    }
    const collects =
      (visit.data.collect !== undefined && !isSensitive(visit.data)) ||
      visit.data.expect === "file";
    return collects ? collect(visit, input, before) : take(visit, input, before);
  },
  takesEvent: ({ ratingForm }, event) => ratingForm === true && event === feedbackEvent,
  taps: (data) => answerOptions(data).map(({ port }) => port),
  // An earlier message is stored already, and everyone can read it.
  ignoresEarlier: (data) => data.ignoreEarlier !== false || isSensitive(data),
  keepsSecret: isSensitive,
};

/** Finishes an answer of several messages when no more comes. */
function finish(visit: Visit<"ask">, before: Asked): Decision {
  const { collected, files } = before;
  if (visit.data.expect === "file" && files.length > 0) {
    const value = files.length === 1 ? (files[0] as string) : files;
    return { set: { [visit.data.saveTo]: value }, then: { do: "leave", port: "next" } };
  }
  if (collected === "") {
    return { then: { do: "leave", port: "timeout" } };
  }
  const content: MessageContent = { kind: "text", text: collected };
  return take(visit, { type: "message", messageId: "", content }, before);
}

function take(visit: Visit<"ask">, input: Input, { asked, numbered }: Asked): Decision {
  const { data } = visit;
  const set = isHidden(input) ? undefined : read(visit, input, numbered);
  if (input.type === "message" && isSensitive(data) && (set || input.hidden?.fits)) {
    return {
      set: { [data.saveTo]: hiddenAnswer },
      sensitive: {
        variable: data.saveTo,
        messageId: input.messageId,
        value: set?.[data.saveTo],
      },
      then: { do: "leave", port: "next" },
    };
  }
  if (set) {
    return { set, typed: data.expect === "text", then: { do: "leave", port: "next" } };
  }
  if (asked >= data.attempts) {
    return { then: { do: "leave", port: "else" } };
  }
  return askFor(visit, data.retryText || retryText(data, spokenLanguage(visit)), asked + 1);
}

function isHidden(input: Input): boolean {
  return input.type === "message" && input.hidden !== undefined;
}

/** Reads an answer; returns the variables to set, or undefined if it does not fit. */
function read(visit: Visit<"ask">, input: Input, numbered: boolean): JsonObject | undefined {
  const { data, original, context, settings } = visit;
  const option = chooseOption(visit, answerOptions(data, original), input, numbered);
  if (option) {
    return typeof option.value === "string"
      ? saveChoice(visit, data.saveTo, option)
      : { [data.saveTo]: option.value };
  }
  if (data.pattern && visit.matches(data.pattern, spokenText(input).trim()) === false) {
    return undefined;
  }
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
  const effects = visit.say(question(visit, visit.render(template), asked));
  return {
    effects,
    then: {
      do: "wait",
      for: "contact",
      memory: { asked, collected: "", files: [], until: 0, numbered: numbersShown(effects) },
      timeoutAt,
    },
  };
}

function question(visit: Visit<"ask">, text: string, asked: number): MessageContent {
  const replies = answerOptions(visit.data).map(({ port, label }) => ({
    label: visit.render(label),
    payload: visit.token(port),
  }));
  // A contact who typed instead of using the form gets the question as a message.
  const rating = asked === 1 ? ratingFormOf(visit) : undefined;
  if (replies.length > 0 || rating) {
    return { kind: "text", text, replies, rating };
  }
  const { expect } = visit.data;
  if (expect === "location") {
    return { kind: "locationRequest", text };
  }
  const wants = wantedOf(expect, visit.context.channel.abilities);
  return wants === undefined ? { kind: "text", text } : { kind: "text", text, wants };
}

/** Returns the answer, if the channel saves people the typing of it. */
function wantedOf(
  expect: NodeData<"ask">["expect"],
  { pickers, shares = [] }: Abilities,
): ContentOf<"text">["wants"] {
  switch (expect) {
    case "date":
    case "time":
      return pickers ? expect : undefined;
    case "phone":
    case "email":
      return shares.includes(expect) ? expect : undefined;
    default:
      return undefined;
  }
}

/** Adds a message to an answer that may have several: files to a question for files, everything to one that collects. */
function collect(
  visit: Visit<"ask">,
  input: Extract<Input, { type: "message" }>,
  before: Asked,
): Decision {
  const { data, context } = visit;
  const wantsFiles = data.expect === "file";
  const file = fileAddress(input, context.publicUrl);
  const part = wantsFiles ? "" : [spokenText(input), file ?? ""].filter(Boolean).join("\n");
  if (wantsFiles ? file === undefined : part === "") {
    const began = before.files.length > 0 || before.collected !== "";
    // It is not a part of the answer and does not end it.
    return began ? waitForMore(before) : take(visit, input, before);
  }
  return waitForMore({
    ...before,
    collected: `${before.collected}\n${part}`.trim().slice(0, longestAnswer),
    files: wantsFiles && file ? [...before.files, file].slice(0, mostFiles) : before.files,
    until: endOf(context.now, data.collect) ?? context.now + albumMs,
  });
}

function waitForMore(before: Asked): Decision {
  const memory = { ...before, files: [...before.files] };
  const timeoutAt = before.until;
  return { then: { do: "wait", for: "contact", memory, timeoutAt, purpose: "collect" } };
}

function readMemory(memory: JsonValue): Asked {
  const { asked, collected, files, until, numbered } = (memory ?? {}) as JsonObject;
  return {
    numbered: numbered === true,
    asked: typeof asked === "number" ? asked : 1,
    collected: typeof collected === "string" ? collected : "",
    files: Array.isArray(files) ? (files as readonly string[]) : [],
    until: typeof until === "number" ? until : 0,
  };
}
