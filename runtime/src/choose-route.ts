import {
  foldAccents,
  foldKeyword,
  foldText,
  foldWords,
  type RuleConditions,
} from "@chatloom/flows-schema";
import { nextOpening } from "./business-hours.ts";
import { compareLanguages } from "./compare-languages.ts";
import { containsWords } from "./contains-words.ts";

/** The facts that routing rules judge. */
export interface RoutedMessage {
  readonly channelId: string;
  readonly language: string;
  readonly tags: readonly string[];
  /** The contact's text; empty for a picture. */
  readonly text: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Finds the first active rule whose conditions hold for a message. */
export function chooseRoute<R extends RuleConditions & { readonly active: boolean }>(
  rules: readonly R[],
  message: RoutedMessage,
  timeZone: string,
): R | undefined {
  let words: string | undefined;
  const says = (keyword: string) => {
    words ??= foldAccents(foldWords(foldText(message.text.slice(0, 2_000))));
    const phrase = foldAccents(foldKeyword(keyword));
    return phrase !== "" && containsWords(words, phrase);
  };
  return rules.find(
    (rule) =>
      rule.active &&
      fits(rule.channelIds, (it) => it === message.channelId) &&
      fits(rule.languages, (it) => compareLanguages(message.language, "equals", it) === true) &&
      fits(rule.tags, (it) => message.tags.some((tag) => foldText(tag) === foldText(it))) &&
      fits(rule.keywords, says) &&
      isTime(rule, message.now, timeZone),
  );
}

function fits<T>(wanted: readonly T[], holds: (item: T) => boolean): boolean {
  return wanted.length === 0 || wanted.some(holds);
}

function isTime({ time, hours }: RuleConditions, now: number, timeZone: string): boolean {
  if (time === "any") {
    return true;
  }
  const open = hours.length > 0 && nextOpening(now, { businessHours: hours, timeZone }) === now;
  return open === (time === "within");
}
