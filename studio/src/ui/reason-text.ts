import type { Reason } from "@chatloom/api-schema";
import type { TFunction } from "i18next";
import english from "../words/en/reasons.json" with { type: "json" };
import { declaredProblem } from "./declared-words.ts";

/** Returns the sentence for a failure in the member's language. What a platform answered is quoted as it came. */
export function reasonText(t: TFunction, { code, kind, message }: Reason): string {
  if (known.has(code)) {
    return t(keyOf(code), { message });
  }
  return kind ? t(`reasons.kinds.${kind}`, { message }) : declaredProblem(t, message);
}

/** Returns what a failure means, without a period, where only its code was counted. */
export function reasonName(t: TFunction, code: string): string {
  return known.has(code)
    ? t(keyOf(code), { message: "" }).replace(/[\s:.।]+$/u, "")
    : t("reasons.unnamed", { code });
}

/** The key of a known code. */
function keyOf(code: string) {
  return `reasons.codes.${code}` as "reasons.codes.http.timeout";
}

const known = new Set(
  Object.entries(english.codes).flatMap(([area, names]) =>
    Object.keys(names).map((name) => `${area}.${name}`),
  ),
);
