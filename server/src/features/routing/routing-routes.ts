import { type BodyOf, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { Conflict, type Flaw, Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { flows } from "../../records/flow-model.ts";
import { teams } from "../../records/team-model.ts";
import { findWorkspace, workspaces } from "../../records/workspace.ts";

type Rules = BodyOf<typeof routes.routing.saveRouting>["rules"];

/** Routes of the rules that decide who answers a message. */
export function routingRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;
  const { readRouting, saveRouting } = routes.routing;

  answer(api, readRouting, async ({ workspaceId }) => {
    const workspace = await findWorkspace(connection, workspaceId);
    return workspace?.routing ?? { revision: 0, rules: [] };
  });

  answer(api, saveRouting, async ({ workspaceId, body: { revision, rules, ...given } }) => {
    await refuseUnknown(context, workspaceId, rules, given.fallbacks);
    const known = await findWorkspace(connection, workspaceId);
    const fallbacks = given.fallbacks ?? known?.routing?.fallbacks ?? [];
    const routing = { revision: revision + 1, rules, fallbacks };
    const expected = revision === 0 ? { $exists: false } : revision;
    const { matchedCount } = await workspaces(connection).updateOne(
      { _id: workspaceId, "routing.revision": expected },
      { $set: { routing } },
    );
    if (matchedCount === 0) {
      throw new Conflict(
        "routing.changed",
        "Someone else changed the routing rules; load them again",
      );
    }
    return routing;
  });
}

/** Refuses rules that could never hold or name what does not exist. */
async function refuseUnknown(
  { connection }: ServerContext,
  workspaceId: string,
  rules: Rules,
  fallbacks: BodyOf<typeof routes.routing.saveRouting>["fallbacks"] = [],
): Promise<void> {
  const onlyIds = { projection: { _id: 1 } } as const;
  const [channels, known, groups] = await Promise.all([
    channelAccounts(connection).in(workspaceId).find({}, onlyIds),
    flows(connection).in(workspaceId).find({}, onlyIds),
    teams(connection).in(workspaceId).find({}, onlyIds),
  ]);
  const channelIds = new Set(channels.map((it) => String(it._id)));
  const flowIds = new Set(known.map((it) => String(it._id)));
  const teamIds = new Set(groups.map((it) => String(it._id)));
  const ids = new Set<string>();
  const flaws: Flaw[] = [];
  rules.forEach((rule, index) => {
    const at = `/rules/${index}`;
    if (ids.has(rule.id)) {
      flaws.push({ at: `${at}/id`, message: "must differ from the ids of the other rules" });
    }
    ids.add(rule.id);
    if (rule.answer === "flow" && !flowIds.has(rule.flowId)) {
      flaws.push({ at: `${at}/flowId`, message: "must be a flow of this workspace" });
    }
    if (rule.answer === "people" && rule.teamId !== "" && !teamIds.has(rule.teamId)) {
      flaws.push({ at: `${at}/teamId`, message: "must be a team of this workspace" });
    }
    if (rule.time !== "any" && rule.hours.length === 0) {
      flaws.push({ at: `${at}/hours`, message: "must hold at least one opening time" });
    }
    rule.channelIds.forEach((id, place) => {
      if (!channelIds.has(id)) {
        flaws.push({ at: `${at}/channelIds/${place}`, message: "must be a connected channel" });
      }
    });
  });
  fallbacks.forEach(({ channelId, fallbackId }, index) => {
    const at = `/fallbacks/${index}`;
    if (fallbacks.findIndex((it) => it.channelId === channelId) !== index) {
      flaws.push({ at: `${at}/channelId`, message: "must differ from the channels before it" });
    }
    if (fallbackId === channelId || !channelIds.has(fallbackId)) {
      flaws.push({ at: `${at}/fallbackId`, message: "must be another connected channel" });
    }
  });
  if (flaws.length > 0) {
    throw new Invalid("routing.invalid", `${flaws[0]?.at} ${flaws[0]?.message}`, flaws);
  }
}
