import type { JsonValue } from "@chatloom/runtime";

const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses JSON as `JSON.parse` does, but keeps numbers as text that a number cannot hold exactly: whole ones beyond 2^53, and those
 * that are too large. Throws `SyntaxError`.
 */
export function parseExactJson(text: string): JsonValue {
  if (!/\d{16}|\d[eE]/.test(text)) {
    return JSON.parse(text);
  }
  // It is parsed first, so that invalid JSON is not rewritten into valid JSON.
  JSON.parse(text);
  return JSON.parse(text.replace(token, (it) => (it[0] === '"' || isExact(it) ? it : `"${it}"`)));
}

function isExact(digits: string): boolean {
  const number = Number(digits);
  return Number.isSafeInteger(number) || (Number.isFinite(number) && !Number.isInteger(number));
}
