import { contentText } from "@chatloom/flows-schema";
import type { Input } from "../input.ts";

/** Says in words what the contact did; empty for inputs that are not the contact's. */
export function textOfInput(input: Input): string {
  switch (input.type) {
    case "message":
      return contentText(input.content) || `(${input.content.kind})`;
    case "postback":
      return `[${input.label ?? input.payload}]`;
    case "welcome":
      return input.text ?? "";
    default:
      return "";
  }
}
