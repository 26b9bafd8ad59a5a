import type { Reason } from "@chatloom/api-schema";
import type { TFunction } from "i18next";
import english from "../words/en/reasons.json" with { type: "json" };
import { declaredProblem } from "./declared-words.ts";

/** Returns the sentence for a failure in the member's language. What a platform answered is quoted as it came. */
export function reasonText(t: TFunction, { code, kind, message }: Reason): string {
  if (known.has(code)) {
    // The set holds only keys of the catalogue.
    return t(`reasons.codes.${code}` as "reasons.codes.http.timeout", { message });
  }
  return kind ? t(`reasons.kinds.${kind}`, { message }) : declaredProblem(t, message);
}

const known = new Set(
  Object.entries(english.codes).flatMap(([area, names]) =>
    Object.keys(names).map((name) => `${area}.${name}`),
  ),
);
