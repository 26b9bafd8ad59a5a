import { isBroken } from "./ask-model.ts";
import { AnswerUnusable } from "./model-request.ts";

/** Why a model gave no answer; `code` is stable. */
export interface ModelFailure {
  readonly code: string;
  readonly message: string;
}

/** Says in words what went wrong with a call of a model. Keys and addresses are left out. */
export function explainFailure(error: unknown): ModelFailure {
  if (error instanceof AnswerUnusable) {
    return { code: error.code, message: error.message };
  }
  const { status, name } = error as { status?: number; name?: string };
  if (status === 401 || status === 403) {
    return { code: "llm.not-allowed", message: "The AI provider refused the key" };
  }
  if (status === 429) {
    return { code: "llm.busy", message: "The AI provider is busy or the quota is used up" };
  }
  if (status !== undefined) {
    return { code: "llm.refused", message: `The AI provider answered ${status}` };
  }
  if (name === "TimeoutError" || name?.endsWith("TimeoutError") || isAbort(name)) {
    return { code: "llm.timeout", message: "The AI did not answer in time" };
  }
  if (isBroken(error)) {
    return { code: "llm.broken-answer", message: "The AI's answer was cut off or is no JSON" };
  }
  const refused = causeNamed(error, "AddressRefused");
  if (refused) {
    return { code: "llm.address-refused", message: refused };
  }
  return { code: "llm.unreachable", message: "The AI provider cannot be reached" };
}

function isAbort(name: string | undefined): boolean {
  return name === "AbortError" || name === "APIUserAbortError";
}

/** Finds an error among the causes by its class. The class itself stands in a storey above. */
function causeNamed(error: unknown, kind: string): string | undefined {
  for (let it = error; it instanceof Error; it = it.cause) {
    if (it.constructor.name === kind) {
      return it.message;
    }
  }
  return undefined;
}
