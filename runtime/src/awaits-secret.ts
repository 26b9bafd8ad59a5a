import { type FlowNode, hideContent } from "@chatloom/flows-schema";
import type { Input } from "./input.ts";
import { behaviourOf } from "./nodes/behaviour-of.ts";
import type { Run, Waiting } from "./run.ts";

/** Tells whether a run, or one that is parked behind it, waits for an answer to a sensitive question. */
export function awaitsSecret(run: Pick<Run, "waiting" | "parked"> | undefined): boolean {
  return isSecret(run?.waiting) || (run?.parked ?? []).some((it) => isSecret(it.waiting));
}

function isSecret(waiting: Waiting | undefined): boolean {
  return waiting?.for === "contact" && waiting.secret === true;
}

/** Makes the wait of a step for the contact. */
export function waitForContact(
  node: FlowNode,
  timerId: string | undefined,
): Extract<Waiting, { for: "contact" }> {
  const secret = behaviourOf(node).keepsSecret?.(node.data) || undefined;
  return { for: "contact", timerId, secret };
}

/** Hides the words of a message where one of these runs waits for the answer to a sensitive question. */
export function hideFrom(
  runs: readonly { readonly waiting: Waiting | undefined }[],
  input: Input,
): Input {
  return runs.some((it) => isSecret(it.waiting)) ? hideInput(input, false) : input;
}

/** Returns a message whose words are hidden; `fits` says whether they answered the question. */
export function hideInput(input: Input, fits: boolean): Input {
  return input.type === "message"
    ? { ...input, content: hideContent(input.content), hidden: { fits } }
    : input;
}
