import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { accountErrors } from "./errors.ts";

/** Why a password is easy to guess. */
type Weakness = "common" | "personal" | "pattern" | "date" | "guessable";

const weaknesses: Readonly<Record<string, Weakness>> = {
  topTen: "common",
  topHundred: "common",
  common: "common",
  similarToCommon: "common",
  pwned: "common",
  userInputs: "personal",
  straightRow: "pattern",
  keyPattern: "pattern",
  simpleRepeat: "pattern",
  extendedRepeat: "pattern",
  sequences: "pattern",
  recentYears: "date",
  dates: "date",
};
const sentences: Readonly<Record<Weakness, string>> = {
  common: "it is like one of the passwords that people use most",
  personal: "it is made of your own name or address",
  pattern: "it is a pattern that is quick to type",
  date: "it is made of a date",
  guessable: "it is too short or too simple",
};
/** On zxcvbn's scale from 0 to 4: at least 10^8 guesses. */
const lowestScore = 3;
const mostChecked = 100;

let checker: ZxcvbnFactory | undefined;

/** Says why a password is easy to guess, knowing words about its owner; undefined if it is not. */
function weaknessOf(password: string, about: readonly string[]): Weakness | undefined {
  checker ??= new ZxcvbnFactory({ dictionary: { ...dictionary }, graphs: adjacencyGraphs });
  const words = about.flatMap((it) => [it, ...it.split(/[^\p{L}\p{N}]+/u)]);
  const known = [...words, "chatloom"].filter((it) => it.length > 2);
  const { score, feedback } = checker.check(password.slice(0, mostChecked), known);
  if (score >= lowestScore) {
    return undefined;
  }
  return weaknesses[feedback.warning ?? ""] ?? "guessable";
}

/** Refuses a password that is easy to guess. `about` are words about its owner, such as name and e-mail address. */
export function refuseWeakPassword(password: string, about: readonly string[]): void {
  const weakness = weaknessOf(password, about);
  if (weakness) {
    throw accountErrors.passwordWeak(weakness, sentences[weakness]);
  }
}
