import type { MessageContent, TestStep } from "@chatloom/flows-schema";
import type { Input } from "@chatloom/runtime";

/** Returns the step of a test that a message or a tap of the contact is. */
export function contactStep(content: MessageContent, input: Input): TestStep {
  if (input.type === "postback") {
    return { kind: "tap", label: input.label ?? "" };
  }
  return content.kind === "text"
    ? { kind: "write", text: content.text }
    : { kind: "send", content };
}

/** Returns the step of a test that an input from outside is; undefined for those that follow by themselves. */
export function inputStep(input: Input): TestStep | undefined {
  switch (input.type) {
    case "effectAnswered":
      return { kind: "answer", value: input.answer };
    case "effectFailed": {
      const { code, status, body } = input.error;
      return { kind: "fail", code, status, body };
    }
    case "start":
      return { kind: "start", nodeId: input.nodeId };
    case "callback":
      return { kind: "callback", body: input.body };
    default:
      return undefined;
  }
}
