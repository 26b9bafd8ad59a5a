import { routes, type AiConnection as Shown } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { type EndpointReport, probeEndpoint } from "../../ai/probe-endpoint.ts";
import { invalidAt, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import {
  environmentConnection,
  type FoundEndpoint,
  type ModelEndpoints,
} from "../../pipeline/effects/model-endpoints.ts";
import {
  type AiConnection,
  type AiConnectionFields,
  aiConnections,
} from "../../records/ai-connection-model.ts";
import { SecretRefused } from "../../records/secret-refused.ts";
import { keyKinds, secretProblem } from "../../records/vault.ts";
import { seal, UnreadableSecret } from "../../secrets/secret-box.ts";
import { aiErrors } from "./errors.ts";
import { readBaseUrl } from "./read-base-url.ts";

const chapter = routes.ai;
const mostConnections = 20;

/** Connecting endpoints with language models, and checking what they can do. */
export function connectionRoutes(
  api: Router,
  context: ServerContext,
  endpoints: ModelEndpoints,
): void {
  const { config, connection } = context;
  const kept = (workspaceId: string) => aiConnections(connection).in(workspaceId);
  const readUrl = (text: string) => readBaseUrl(text, config.outboundAllowPrivate);

  answer(api, chapter.listAiConnections, async ({ workspaceId }) => {
    const found = await kept(workspaceId).find({}, { sort: { createdAt: 1 } });
    const own = endpoints.environment();
    const items = found.map((it, index) => present(it, !own && index === 0));
    return { items: own ? [presentOwn(own), ...items] : items };
  });

  answer(api, chapter.addAiConnection, async ({ workspaceId, body }) => {
    if ((await kept(workspaceId).count({}, mostConnections)) >= mostConnections) {
      throw aiErrors.tooManyConnections(mostConnections);
    }
    const _id = new mongoose.Types.ObjectId();
    const { name, apiKey = "", keySecret = "", model = "", embeddingModel = "" } = body;
    const { transcriptionModel = "", pictures = "checked" } = body;
    const baseUrl = readUrl(body.baseUrl);
    await refuseKey(workspaceId, apiKey, keySecret, baseUrl);
    const made = await kept(workspaceId).insert({
      _id,
      name,
      baseUrl,
      ...defined({
        secret: apiKey === "" ? undefined : seal(config.secretKey, apiKey, String(_id)),
        keySecret: keySecret || undefined,
      }),
      model: model.trim(),
      ...defined({
        embeddingModel: embeddingModel === "" ? undefined : embeddingModel.trim(),
        transcriptionModel: transcriptionModel === "" ? undefined : transcriptionModel.trim(),
        pictures: pictures === "checked" ? undefined : pictures,
      }),
      models: [],
      createdAt: new Date(context.now()),
    });
    return shown(workspaceId, made);
  });

  answer(api, chapter.changeAiConnection, async ({ workspaceId, params, body }) => {
    const { connectionId } = params;
    const before = await find(workspaceId, connectionId);
    const { name, apiKey, keySecret, model, embeddingModel, transcriptionModel, pictures } = body;
    const baseUrl = body.baseUrl === undefined ? undefined : readUrl(body.baseUrl);
    const moved = baseUrl !== undefined && originOf(baseUrl) !== originOf(before.baseUrl);
    if (moved && before.secret !== undefined && apiKey === undefined && !keySecret) {
      throw aiErrors.keyNeeded();
    }
    const named = keySecret ?? (apiKey === undefined ? before.keySecret : undefined);
    await refuseKey(workspaceId, apiKey, named, baseUrl ?? before.baseUrl);
    const set: Partial<AiConnectionFields> = defined({
      name,
      baseUrl,
      secret: apiKey ? seal(config.secretKey, apiKey, connectionId) : undefined,
      keySecret: keySecret || undefined,
      model: model?.trim(),
      embeddingModel: embeddingModel ? embeddingModel.trim() : undefined,
      transcriptionModel: transcriptionModel ? transcriptionModel.trim() : undefined,
      pictures: pictures === "checked" ? undefined : pictures,
    });
    const unset = {
      // There is one key: the connection's own, or one of the vault.
      ...defined({
        secret: apiKey === "" || keySecret ? 1 : undefined,
        keySecret: (keySecret === "" || apiKey !== undefined) && !keySecret ? 1 : undefined,
        embeddingModel: embeddingModel === "" ? 1 : undefined,
        transcriptionModel: transcriptionModel === "" ? 1 : undefined,
        pictures: pictures === "checked" ? 1 : undefined,
      }),
      // Another server may be able to do other things.
      ...(moved && { abilities: 1, checkedAt: 1, problem: 1 }),
    };
    await kept(workspaceId).updateOne(
      { _id: before._id },
      defined({
        $set: Object.keys(set).length > 0 ? set : undefined,
        $unset: Object.keys(unset).length > 0 ? unset : undefined,
      }),
    );
    return shown(workspaceId, await find(workspaceId, connectionId));
  });

  answer(api, chapter.removeAiConnection, async ({ workspaceId, params }) => {
    if ((await kept(workspaceId).deleteOne({ _id: params.connectionId })) === 0) {
      throw new NotFound("connection");
    }
    return {};
  });

  answer(api, chapter.checkAiConnection, async ({ workspaceId, params }) => {
    const { connectionId } = params;
    if (connectionId === environmentConnection) {
      const own = endpoints.environment();
      if (!own) {
        throw new NotFound("connection");
      }
      return reply(await probe(() => own), own.model);
    }
    const record = await find(workspaceId, connectionId);
    const report = await probe(() => endpoints.of(record));
    const checkedAt = new Date(context.now());
    const update =
      "code" in report
        ? { $set: { checkedAt, problem: report.code } }
        : {
            $set: { checkedAt, ...learned(report) },
            $unset: {
              problem: 1,
              ...defined({ moderationModel: report.moderationModel ? undefined : 1 }),
            },
          };
    await kept(workspaceId).updateOne({ _id: record._id }, update);
    return reply(report, record.model);
  });

  /** Throws for two keys, and for a secret that the address may not get. */
  async function refuseKey(
    workspaceId: string,
    apiKey: string | undefined,
    name: string | undefined,
    url: string,
  ): Promise<void> {
    if (!name) {
      return;
    }
    const problem = apiKey
      ? "cannot stand beside a key"
      : await secretProblem(context, workspaceId, { name, kinds: keyKinds, url });
    if (problem !== undefined) {
      throw invalidAt("secret.not-usable", { at: "/keySecret", message: problem });
    }
  }

  async function find(workspaceId: string, id: string): Promise<AiConnection> {
    const found = await kept(workspaceId).findById(id);
    if (!found) {
      throw new NotFound("connection");
    }
    return found;
  }

  async function shown(workspaceId: string, record: AiConnection): Promise<Shown> {
    const first = await kept(workspaceId).findOne({}, { sort: { createdAt: 1 } });
    const isFirst = String(first?._id) === String(record._id);
    return present(record, isFirst && !endpoints.environment());
  }
}

type Report = Awaited<ReturnType<typeof probeEndpoint>>;

async function probe(find: () => FoundEndpoint | Promise<FoundEndpoint>): Promise<Report> {
  try {
    const { endpoint, model, embeddingModel, transcriptionModel } = await find();
    return await probeEndpoint(endpoint, { model, embeddingModel, transcriptionModel });
  } catch (error) {
    if (error instanceof SecretRefused) {
      return { code: "llm.not-allowed", message: error.message };
    }
    if (error instanceof UnreadableSecret) {
      return { code: "llm.not-allowed", message: "The key cannot be read; enter it again" };
    }
    throw error;
  }
}

function learned(report: EndpointReport) {
  const { models, model, embeddingModel, moderationModel, transcriptionModel, ...abilities } =
    report;
  return {
    models: [...models],
    model,
    abilities,
    ...defined({
      embeddingModel: embeddingModel || undefined,
      moderationModel: moderationModel || undefined,
      transcriptionModel: transcriptionModel || undefined,
    }),
  };
}

function reply(report: Report, model: string) {
  if ("code" in report) {
    return { ok: false, code: report.code, problem: report.message, models: [], model };
  }
  const { models, abilities } = learned(report);
  return { ok: true, models, model: report.model, abilities };
}

function present(record: AiConnection, isDefault: boolean): Shown {
  const {
    _id,
    name,
    baseUrl,
    secret,
    keySecret,
    model,
    embeddingModel,
    transcriptionModel,
    pictures = "checked",
    models,
    abilities,
    problem,
  } = record;
  return {
    id: String(_id),
    name,
    baseUrl,
    hasKey: secret !== undefined || keySecret !== undefined,
    keySecret,
    model,
    embeddingModel,
    transcriptionModel,
    pictures,
    models,
    abilities,
    checkedAt: record.checkedAt?.toISOString(),
    problem,
    isDefault,
  };
}

function presentOwn({ endpoint, model, transcriptionModel }: FoundEndpoint): Shown {
  return {
    id: environmentConnection,
    name: "OPENAI_API_KEY",
    baseUrl: endpoint.baseUrl ?? "https://api.openai.com/v1",
    hasKey: endpoint.apiKey !== undefined,
    model,
    transcriptionModel,
    pictures: "checked",
    models: [],
    isDefault: true,
  };
}

function originOf(address: string): string {
  return new URL(address).origin;
}
