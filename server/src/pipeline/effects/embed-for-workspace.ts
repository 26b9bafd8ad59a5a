import { embedTexts } from "../../ai/embed-texts.ts";
import { explainFailure } from "../../ai/explain-failure.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { packVector } from "../../knowledge/vectors.ts";
import type { EffectPlace } from "./effect-place.ts";
import type { ModelEndpoints } from "./model-endpoints.ts";
import { meterTokens } from "./token-meter.ts";

/** Texts as packed embeddings. `model` names connection and model: embeddings of others cannot be compared. */
export interface PackedEmbeddings {
  readonly model: string;
  readonly vectors: readonly Int8Array[];
}

/** Turns texts into embeddings by a workspace's connection, within its budgets. Undefined where it has none, or it fails. */
export type EmbedForWorkspace = (
  texts: readonly string[],
  asked: { readonly place: EffectPlace; readonly effectId: string; readonly timeoutMs: number },
) => Promise<PackedEmbeddings | undefined>;

/** How many texts go into one call. */
const atOnce = 64;

/** Makes the function. */
export function createEmbedder(
  context: Pick<ServerContext, "connection" | "log" | "now">,
  endpoints: ModelEndpoints,
): EmbedForWorkspace {
  return async (texts, { place, effectId, timeoutMs }) => {
    try {
      const found = await endpoints.findEmbedding(place.workspaceId);
      if (!found) {
        return undefined;
      }
      const { connectionId, embeddingModel, endpoint } = found;
      const meter = await meterTokens(context, { effectId, place, agent: undefined, connectionId });
      const vectors: Int8Array[] = [];
      for (let from = 0; from < texts.length; from += atOnce) {
        const part = texts.slice(from, from + atOnce);
        const signal = AbortSignal.timeout(timeoutMs);
        const content = part.join("\n");
        const request = {
          model: embeddingModel,
          messages: [{ role: "user" as const, content }],
          maxOutputTokens: 0,
        };
        const settle = await meter.begin(request, signal);
        const answer = await embedTexts(endpoint, embeddingModel, part, signal).catch(
          async (error: unknown) => {
            await settle("unknown");
            throw error;
          },
        );
        await settle(answer.usage ?? "unknown");
        const usage = answer.usage ?? { input: 0, output: 0, cached: 0 };
        await meter.note(usage, embeddingModel, undefined);
        vectors.push(...answer.vectors.map(packVector));
      }
      return { model: `${connectionId}/${embeddingModel}`, vectors };
    } catch (error) {
      // Passages are then found by their words.
      const { code } = explainFailure(error);
      context.log.warn({ workspaceId: place.workspaceId, code }, "failed to make embeddings");
      return undefined;
    }
  };
}
