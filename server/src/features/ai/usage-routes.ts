import { routes, type usageGroups } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { DateTime } from "luxon";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { aiAgents } from "../../records/ai-agent-model.ts";
import { aiSettings } from "../../records/ai-settings-model.ts";
import { aiUsage } from "../../records/ai-usage-model.ts";
import { findWorkspace } from "../../records/workspace.ts";

const chapter = routes.aiUsage;
const mostItems = 500;

const fields: Readonly<Record<(typeof usageGroups)[number], string>> = {
  day: "day",
  agent: "agentId",
  model: "model",
  step: "step",
  conversation: "conversationId",
};

interface Group {
  readonly _id: string | null;
  readonly calls: number;
  readonly failed: number;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly cost: number;
}

/** Adds the routes of AI budgets and usage. */
export function usageRoutes(api: Router, context: ServerContext): void {
  const { connection, now } = context;

  async function settingsOf(workspaceId: string) {
    const found = await aiSettings(connection).in(workspaceId).findOne({});
    const { tokensPerDay, tokensPerMonth, prices = [] } = found ?? {};
    return { tokensPerDay, tokensPerMonth, prices: prices.map((it) => ({ ...it })) };
  }

  answer(api, chapter.readAiSettings, ({ workspaceId }) => settingsOf(workspaceId));

  answer(api, chapter.saveAiSettings, async ({ workspaceId, body }) => {
    const { tokensPerDay, tokensPerMonth, prices } = body;
    const unset = defined({
      tokensPerDay: tokensPerDay === undefined ? 1 : undefined,
      tokensPerMonth: tokensPerMonth === undefined ? 1 : undefined,
    });
    await aiSettings(connection)
      .in(workspaceId)
      .updateOne(
        {},
        {
          $set: {
            prices,
            ...defined({ tokensPerDay, tokensPerMonth }),
          },
          ...defined({ $unset: Object.keys(unset).length > 0 ? unset : undefined }),
        },
        { upsert: true },
      );
    return settingsOf(workspaceId);
  });

  answer(api, chapter.readAiUsage, async ({ workspaceId, query }) => {
    const workspace = await findWorkspace(connection, workspaceId);
    const zone = workspace?.timeZone || "UTC";
    const since = DateTime.fromMillis(now(), { zone }).minus({ days: (query.days ?? 30) - 1 });
    const field = fields[query.by];
    const sum = (name: string) => ({ $sum: `$${name}` });
    const groups = await aiUsage(connection)
      .in(workspaceId)
      .aggregate<Group>([
        { $match: { day: { $gte: since.toISODate() }, [field]: { $exists: true } } },
        {
          $group: {
            _id: `$${field}`,
            calls: { $sum: 1 },
            failed: { $sum: { $cond: [{ $ifNull: ["$problem", false] }, 1, 0] } },
            input: sum("input"),
            cached: sum("cached"),
            output: sum("output"),
            cost: sum("cost"),
          },
        },
        { $sort: query.by === "day" ? { _id: 1 } : { cost: -1, input: -1 } },
        { $limit: mostItems },
      ]);
    const names = query.by === "agent" ? await agentNames(workspaceId) : new Map<string, string>();
    return {
      items: groups.map(({ _id, ...figures }) => ({
        key: _id ?? "",
        name: names.get(_id ?? ""),
        ...figures,
      })),
    };
  });

  async function agentNames(workspaceId: string): Promise<Map<string, string>> {
    const found = await aiAgents(connection)
      .in(workspaceId)
      .find({}, { projection: { name: 1 } });
    return new Map(found.map((it) => [String(it._id), it.name]));
  }
}
