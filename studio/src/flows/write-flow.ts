import { type Reason, routes } from "@chatloom/api-schema";
import { call } from "../api/call.ts";

/** The first answer and two repairs: what is still wrong then, a person repairs faster. */
const mostTries = 3;

/**
 * Lets a model write a flow and repair what the checks find. Calls `onRepair` with the number of errors before each repair. Returns
 * the best text, or why there is none.
 */
export async function writeFlow(
  description: string,
  onRepair: (errors: number) => void,
  signal: AbortSignal,
): Promise<{ readonly text: string } | { readonly problem: Reason }> {
  let best: { text: string; errors: number } | undefined;
  let earlier: string | undefined;
  for (let tries = 1; tries <= mostTries; tries++) {
    const body = earlier === undefined ? { description } : { description, earlier };
    const { text, problems, problem } = await call(routes.flowTexts.writeFlowText, {
      body,
      signal,
    });
    if (problem) {
      return best ?? { problem };
    }
    const errors = problems.filter((it) => it.severity === "error").length;
    if (errors <= (best?.errors ?? Number.POSITIVE_INFINITY)) {
      best = { text, errors };
    }
    if (errors === 0) {
      break;
    }
    if (tries < mostTries) {
      onRepair(errors);
      earlier = text;
    }
  }
  return best ?? { problem: { code: "llm.empty-answer", message: "The model gave no text" } };
}
