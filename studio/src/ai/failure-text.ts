import type { TFunction } from "i18next";

const known = [
  "not-set-up",
  "not-allowed",
  "unreachable",
  "address-refused",
  "timeout",
  "busy",
  "refused",
  "no-model",
  "broken-answer",
] as const;

/** Says in words why an endpoint cannot be used, from the server's code such as `llm.busy`. */
export function failureText(t: TFunction, code: string): string {
  const name = code.replace(/^llm\./, "");
  return t(`ai.failures.${known.find((it) => it === name) ?? "other"}`);
}
