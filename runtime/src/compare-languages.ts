import type { Operator } from "@chatloom/flows-schema";

/**
 * Compares languages. A language without a region or script matches all of them: `en-US` equals `en`, but not `en-GB`. Undefined for
 * operators that compare languages like any text.
 */
export function compareLanguages(
  spoken: string,
  operator: Operator,
  wanted: string,
): boolean | undefined {
  switch (operator) {
    case "equals":
      return isLanguage(spoken, wanted);
    case "notEquals":
      return !isLanguage(spoken, wanted);
    case "isOneOf":
      return wanted.split(",").some((it) => it.trim() !== "" && isLanguage(spoken, it));
    default:
      return undefined;
  }
}

function isLanguage(spoken: string, wanted: string): boolean {
  const [a, b] = [tagOf(spoken), tagOf(wanted)];
  return a === b || (b !== "" && a.startsWith(`${b}-`));
}

/** Platforms write `en_US` as well. */
function tagOf(language: string): string {
  return language.trim().toLowerCase().replaceAll("_", "-");
}
