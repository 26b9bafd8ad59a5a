import type { Agent } from "undici";
import type { ModelAbilities, ModelApi, ModelEndpoint } from "../../ai/model-endpoint.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type AiConnection, aiConnections } from "../../records/ai-connection-model.ts";
import { keyKinds, openSecret } from "../../records/vault.ts";
import { unseal } from "../../secrets/secret-box.ts";
import { guardedAgent } from "./guarded-agent.ts";

/** The connection that the environment variables describe. */
export const environmentConnection = "environment";

/** An endpoint of a workspace, ready to be asked. */
export interface FoundEndpoint {
  /** `environment`, or the connection's id. */
  readonly connectionId: string;
  readonly endpoint: ModelEndpoint;
  readonly model: string;
  readonly embeddingModel: string | undefined;
  /** Undefined: the endpoint chooses. */
  readonly moderationModel: string | undefined;
  /** Undefined: speech is not turned into text. */
  readonly transcriptionModel: string | undefined;
  /** Whether pictures may be sent. Where nobody looked, they may; an endpoint that refuses them is asked without. */
  readonly takesPictures: boolean;
}

/** Finds the endpoints that workspaces ask. */
export interface ModelEndpoints {
  /** Gives a connection, or the default: the environment's, else the oldest. Undefined where there is none. */
  readonly find: (workspaceId: string, connectionId?: string) => Promise<FoundEndpoint | undefined>;
  /** Gives the oldest connection that was found to have embeddings, with its model for them. */
  readonly findEmbedding: (
    workspaceId: string,
  ) => Promise<(FoundEndpoint & { readonly embeddingModel: string }) | undefined>;
  /** Throws `UnreadableSecret` for a key that was encrypted with another SECRET_KEY, and `SecretRefused` for one of the vault. */
  readonly of: (connection: AiConnection) => Promise<FoundEndpoint>;
  readonly environment: () => FoundEndpoint | undefined;
  readonly close: () => Promise<void>;
}

/** Calls have a time limit of their own, for all of it. */
const limits = { headersTimeout: 0, bodyTimeout: 0, maxResponseSize: 10_000_000 };

/** Made once per server. Addresses that members gave are guarded; the operator trusts that of the environment. */
export function createModelEndpoints(
  context: ServerContext,
  allowPrivate = context.config.outboundAllowPrivate,
): ModelEndpoints {
  const { config, connection } = context;
  const guarded: Agent = guardedAgent(allowPrivate, limits);
  const trusted: Agent = guardedAgent(true, limits);
  const { apiKey, baseUrl, model, transcriptionModel } = config.openai;

  function environment(): FoundEndpoint | undefined {
    if (apiKey === undefined && baseUrl === undefined) {
      return undefined;
    }
    return {
      connectionId: environmentConnection,
      endpoint: { baseUrl, apiKey, api: "auto", dispatcher: trusted },
      model,
      embeddingModel: undefined,
      moderationModel: undefined,
      transcriptionModel,
      takesPictures: true,
    };
  }

  async function keyOf(found: AiConnection): Promise<string | undefined> {
    const { _id, workspaceId, secret, keySecret, baseUrl: url } = found;
    if (keySecret !== undefined) {
      return openSecret(context, workspaceId, { name: keySecret, kinds: keyKinds, url });
    }
    return secret === undefined ? undefined : unseal(config.secretKey, secret, String(_id));
  }

  async function of(found: AiConnection): Promise<FoundEndpoint> {
    return {
      connectionId: String(found._id),
      endpoint: {
        baseUrl: found.baseUrl,
        apiKey: await keyOf(found),
        api: apiOf(found.abilities),
        dispatcher: guarded,
      },
      model: found.model,
      embeddingModel: found.embeddingModel,
      moderationModel: found.moderationModel,
      transcriptionModel: found.transcriptionModel,
      takesPictures: takesPictures(found),
    };
  }

  return {
    environment,
    of,
    async find(workspaceId, connectionId) {
      const kept = aiConnections(connection).in(workspaceId);
      if (connectionId === environmentConnection || connectionId === undefined) {
        const own = environment();
        if (own || connectionId !== undefined) {
          return own;
        }
        const oldest = await kept.findOne({}, { sort: { createdAt: 1 } });
        return oldest && of(oldest);
      }
      const found = /^[0-9a-f]{24}$/.test(connectionId)
        ? await kept.findById(connectionId)
        : undefined;
      return found && of(found);
    },
    async findEmbedding(workspaceId) {
      const found = await aiConnections(connection)
        .in(workspaceId)
        .findOne(
          { "abilities.embeddings": true, embeddingModel: { $exists: true } },
          { sort: { createdAt: 1 } },
        );
      const { embeddingModel } = found ?? {};
      return found && embeddingModel ? { ...(await of(found)), embeddingModel } : undefined;
    },
    async close() {
      await Promise.all([guarded.destroy(), trusted.destroy()]);
    },
  };
}

/** Both interfaces do the same for us; the older one is the one that more endpoints have got right. */
function apiOf(abilities: ModelAbilities | undefined): ModelApi {
  if (!abilities || (!abilities.chat && !abilities.responses)) {
    return "auto";
  }
  return abilities.chat ? "chat" : "responses";
}

function takesPictures({ pictures, abilities }: AiConnection): boolean {
  return pictures === undefined ? abilities?.pictures !== false : pictures === "always";
}
