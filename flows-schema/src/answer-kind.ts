import type { AskedQuestion } from "./node-type.ts";

/** Returns how reports show the answers to a question that expects this. */
export function answerKind(expect: string): AskedQuestion["kind"] {
  switch (expect) {
    case "number":
    case "rating":
      return "number";
    case "date":
    case "choice":
      return expect;
    default:
      return "text";
  }
}
