import { endpointClient } from "./endpoint-client.ts";
import type { ModelEndpoint } from "./model-endpoint.ts";
import { AnswerUnusable } from "./model-request.ts";
import { orAbort } from "./or-abort.ts";

/** The parts of a moderation that are read. Some endpoints leave `flagged` out. */
interface Moderation {
  readonly results?: readonly {
    readonly flagged?: unknown;
    readonly categories?: Readonly<Record<string, unknown>> | null;
  }[];
}

const mostCategories = 10;
const longestName = 60;

/**
 * Asks an endpoint which categories of harm a text falls into; none means that it may pass. Throws `AnswerUnusable` for an answer of
 * another shape, and errors that `explainFailure` explains.
 */
export async function moderateText(
  endpoint: ModelEndpoint,
  model: string | undefined,
  text: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const client = await endpointClient(endpoint);
  const body = model === undefined ? { input: text } : { input: text, model };
  const answer: unknown = await orAbort(signal, client.moderations.create(body, { signal }));
  const results = (answer as Moderation | null)?.results;
  if (!Array.isArray(results) || results.length === 0) {
    throw new AnswerUnusable("llm.broken-answer", "The endpoint gave no result");
  }
  return [...new Set((results as NonNullable<Moderation["results"]>).flatMap(categoriesOf))];
}

function categoriesOf(result: NonNullable<Moderation["results"]>[number] | null): string[] {
  const { flagged, categories } = result ?? {};
  const isKnown = typeof categories === "object" && categories !== null;
  if (typeof flagged !== "boolean" && !isKnown) {
    throw new AnswerUnusable("llm.broken-answer", "The endpoint's result has another form");
  }
  const named = Object.entries(categories ?? {})
    .filter(([, applies]) => applies === true)
    .map(([name]) => name.slice(0, longestName))
    .slice(0, mostCategories);
  return flagged === true && named.length === 0 ? ["flagged"] : named;
}
