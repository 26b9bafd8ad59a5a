import type { LlmUsage } from "@chatloom/runtime";
import { endpointClient } from "./endpoint-client.ts";
import type { ModelEndpoint } from "./model-endpoint.ts";
import { AnswerUnusable } from "./model-request.ts";
import { readCount } from "./usable-answer.ts";

/** The embeddings of some texts, in their order. */
export interface Embeddings {
  readonly vectors: readonly (readonly number[])[];
  readonly usage: LlmUsage | undefined;
}

/** The most characters of a text that models of any size take. */
const longest = 6_000;

/** Turns texts into embeddings. Throws `AnswerUnusable` for an answer of another shape, and errors that `explainFailure` explains. */
export async function embedTexts(
  endpoint: ModelEndpoint,
  model: string,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<Embeddings> {
  const client = await endpointClient(endpoint);
  const answer = await client.embeddings.create(
    { model, input: texts.map((it) => it.slice(0, longest)) },
    { signal },
  );
  const vectors = texts.map((_, index) => answer.data?.[index]?.embedding);
  const first = vectors[0];
  const isWhole = vectors.every(
    (it) => Array.isArray(it) && it.length === first?.length && it.every(Number.isFinite),
  );
  if (!isWhole || !first?.length) {
    throw new AnswerUnusable("llm.broken-answer", "The endpoint gave no embeddings");
  }
  const input = readCount(answer.usage?.prompt_tokens);
  return {
    vectors: vectors as number[][],
    usage: input === undefined ? undefined : { input, output: 0, cached: 0 },
  };
}
