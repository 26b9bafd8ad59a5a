import type { NodeData } from "@chatloom/flows-schema";
import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import { DateTime } from "luxon";
import { ratingRange } from "./answer-options.ts";
import { foldAccents, foldText } from "./fold-text.ts";
import type { Input, JsonValue } from "./input.ts";
import { spokenText } from "./message-view.ts";
import { parseNumber } from "./parse-number.ts";
import { readDate, zoneOf } from "./read-date.ts";

/** What reading an answer needs to know of its context. */
export interface Reading {
  readonly now: number;
  readonly timeZone: string;
  readonly language: string;
}

type Question = Pick<NodeData<"ask">, "expect" | "minimum" | "maximum">;
type Parse = (text: string, question: Question, reading: Reading) => JsonValue | undefined;

/** Reads an answer as what the question expects, or undefined where it does not fit. */
export function parseAnswer(
  question: Question,
  input: Input,
  reading: Reading,
): JsonValue | undefined {
  if (question.expect === "file") return parseFile(input);
  const place = question.expect === "location" ? parsePlace(input) : undefined;
  if (place) return place;
  const text = spokenText(input).trim();
  return text === "" ? undefined : parsers[question.expect](text, question, reading);
}

const parsers: Readonly<Record<Question["expect"], Parse>> = {
  text: (text) => text,
  choice: () => undefined,
  file: () => undefined,
  number: (text, question, { language }) => within(parseNumber(text, language), question),
  email: (text) => parseEmail(text),
  phone: (text, _, { language }) => parsePhone(text, language),
  date: (text, _, reading) => parseDay(text, reading),
  time: (text) => parseTime(text),
  url: (text) => parseUrl(text),
  location: (text) => parseCoordinates(text),
  rating: (text, { minimum, maximum }) => parseRating(text, minimum, maximum),
};

function within(value: number | undefined, { minimum, maximum }: Question): number | undefined {
  if (value === undefined || (minimum !== undefined && value < minimum)) return undefined;
  return maximum !== undefined && value > maximum ? undefined : value;
}

function parseEmail(text: string): string | undefined {
  const found =
    /(?:^|[\s<(:])([^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:."]{2,})(?:[\s>).,;!?]*$|[\s>),;])/u.exec(
      text,
    );
  const address = found?.[1];
  return address && address.length <= 254 && !address.includes("..")
    ? address.toLowerCase()
    : undefined;
}

const countries: Readonly<Record<string, CountryCode>> = {
  vi: "VN",
  en: "US",
  th: "TH",
  id: "ID",
  ja: "JP",
  ko: "KR",
  zh: "CN",
  de: "DE",
  fr: "FR",
  es: "ES",
  it: "IT",
  pt: "BR",
  nl: "NL",
  ru: "RU",
  pl: "PL",
  hi: "IN",
  ms: "MY",
  tl: "PH",
};

function parsePhone(text: string, language: string): string | undefined {
  const [base = "", region = ""] = language.replace("_", "-").split("-");
  const own = region.toUpperCase();
  const country = isSupportedCountry(own) ? own : countries[base.toLowerCase()];
  const options = country ? { defaultCountry: country, extract: true } : { extract: true };
  const phone = parsePhoneNumberFromString(text.slice(0, 200), options);
  return phone?.isValid() ? phone.number : undefined;
}

const days: Readonly<Record<string, number>> = {
  today: 0,
  tomorrow: 1,
  "day after tomorrow": 2,
  yesterday: -1,
  "hom nay": 0,
  mai: 1,
  "ngay mai": 1,
  "ngay kia": 2,
  mot: 2,
  "hom qua": -1,
};

function parseDay(text: string, { now, timeZone, language }: Reading): string | undefined {
  const today = DateTime.fromMillis(now, { zone: zoneOf(timeZone) });
  const offset = days[foldAccents(foldText(text))];
  if (offset !== undefined) return today.plus({ days: offset }).toISODate() ?? undefined;
  const short = /^(\d{1,2})[./-](\d{1,2})$/.exec(text);
  const full = short ? `${text}${text[short[1]?.length ?? 0]}${today.year}` : text;
  return readDate(/^\d+$/.test(full) ? undefined : full, timeZone, language)?.toISODate();
}

function parseTime(text: string): string | undefined {
  const found =
    /^(\d{1,2})(?:\s*[:.hg]\s*(\d{2})?)?\s*(am|pm|a\.m\.|p\.m\.|sáng|chiều|tối)?$/u.exec(
      foldText(text),
    );
  if (!found) return undefined;
  const [, hours = "", minutes = "00", half = ""] = found;
  const afternoon = /^(p|chiều|tối)/u.test(half);
  const morning = /^(a|sáng)/u.test(half);
  const hour =
    Number(hours) +
    (afternoon && Number(hours) < 12 ? 12 : 0) -
    (morning && hours === "12" ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59) return undefined;
  return `${String(hour).padStart(2, "0")}:${minutes}`;
}

function parseUrl(text: string): string | undefined {
  const found =
    /(?:https?:\/\/)?(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d{1,5})?(?:[/?#]\S*)?/iu.exec(
      text,
    )?.[0];
  if (!found || found.length > 2_000 || text.includes("@")) return undefined;
  return /^https?:/i.test(found) ? found : `https://${found}`;
}

function parseRating(text: string, minimum?: number, maximum?: number): number | undefined {
  const { least, most } = ratingRange(minimum, maximum);
  const stars = /^(?:⭐️?|★|\s)+$/u.test(text) ? [...text.matchAll(/[⭐★]/gu)].length : undefined;
  const value = stars ?? Number(/^(\d{1,3})(?:\s*\/\s*\d+)?$/.exec(text)?.[1]);
  return value >= least && value <= most ? value : undefined;
}

function parseCoordinates(text: string): JsonValue | undefined {
  const found = /(-?\d{1,2}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)/.exec(text);
  if (!found) return undefined;
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    ? { latitude, longitude }
    : undefined;
}

function parsePlace(input: Input): JsonValue | undefined {
  if (input.type !== "message" || input.content.kind !== "location") return undefined;
  const { kind: _, ...place } = input.content;
  return place as JsonValue;
}

function parseFile(input: Input): JsonValue | undefined {
  if (input.type !== "message") return undefined;
  const { content } = input;
  if (!("url" in content)) return undefined;
  return content.url || (content.fileId === undefined ? undefined : `/files/${content.fileId}`);
}
