import type { NodeData } from "@chatloom/flows-schema";
import { readAmount } from "./answers/read-amount.ts";
import { type DayReading, readDay } from "./answers/read-day.ts";
import { readEmail } from "./answers/read-email.ts";
import { readPhone } from "./answers/read-phone.ts";
import { readRating } from "./answers/read-rating.ts";
import { readTime } from "./answers/read-time.ts";
import { readUrl } from "./answers/read-url.ts";
import type { Input, JsonValue } from "./input.ts";
import { spokenText } from "./message-view.ts";

/** The context in which an answer is read. */
export interface Reading extends DayReading {
  /** The contact's (ISO 3166); undefined where nothing tells it. */
  readonly country: string | undefined;
}

type Question = Pick<NodeData<"ask">, "expect" | "minimum" | "maximum">;
type Parse = (text: string, question: Question, reading: Reading) => JsonValue | undefined;

/** Reads an answer as the type that the question expects; undefined if it does not fit. */
export function parseAnswer(
  question: Question,
  input: Input,
  reading: Reading,
): JsonValue | undefined {
  if (question.expect === "file") {
    return parseFile(input);
  }
  const place = question.expect === "location" ? parsePlace(input) : undefined;
  if (place) {
    return place;
  }
  const text = cardFact(question.expect, input) ?? spokenText(input).trim();
  return text === "" ? undefined : parsers[question.expect](text, question, reading);
}

const parsers: Readonly<Record<Question["expect"], Parse>> = {
  text: (text) => text,
  choice: () => undefined,
  file: () => undefined,
  number: (text, question, { language }) => within(readAmount(text, language), question),
  email: (text) => readEmail(text),
  phone: (text, _, { country }) => readPhone(text, country),
  date: (text, _, reading) => readDay(text, reading),
  time: (text) => readTime(text),
  url: (text) => readUrl(text),
  location: (text) => parseCoordinates(text),
  rating: (text, { minimum, maximum }) => readRating(text, minimum, maximum),
};

/** Reads a shared contact card: platforms let people share their number with one tap. */
function cardFact(expect: Question["expect"], input: Input): string | undefined {
  if (input.type !== "message" || input.content.kind !== "contacts") {
    return undefined;
  }
  const [card] = input.content.contacts;
  switch (expect) {
    case "phone":
      return card?.phones[0];
    case "email":
      return card?.emails[0];
    default:
      return card?.name;
  }
}

function within<T extends number | string>(
  value: T | undefined,
  { minimum, maximum }: Question,
): T | undefined {
  if (value === undefined || (minimum !== undefined && Number(value) < minimum)) {
    return undefined;
  }
  return maximum !== undefined && Number(value) > maximum ? undefined : value;
}

function parseCoordinates(text: string): JsonValue | undefined {
  const found = /(-?\d{1,2}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)/.exec(text);
  if (!found) {
    return undefined;
  }
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    ? { latitude, longitude }
    : undefined;
}

function parsePlace(input: Input): JsonValue | undefined {
  if (input.type !== "message" || input.content.kind !== "location") {
    return undefined;
  }
  const { kind: _, ...place } = input.content;
  return place as JsonValue;
}

function parseFile(input: Input): JsonValue | undefined {
  if (input.type !== "message") {
    return undefined;
  }
  const { content } = input;
  if (!("url" in content) || content.kind === "sticker") {
    return undefined;
  }
  return content.url || (content.fileId === undefined ? undefined : `/files/${content.fileId}`);
}
