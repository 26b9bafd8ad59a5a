import { type BodyOf, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { Conflict } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { flows } from "../../records/flow-model.ts";
import { teams } from "../../records/team-model.ts";
import { findWorkspace, workspaces } from "../../records/workspace.ts";
import { idsOf, refuseFlaws, ruleFlaws } from "./rule-flaws.ts";

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
  const [channelIds, flowIds, teamIds] = await Promise.all([
    idsOf(channelAccounts(connection).in(workspaceId)),
    idsOf(flows(connection).in(workspaceId)),
    idsOf(teams(connection).in(workspaceId)),
  ]);
  const flaws = ruleFlaws(rules, channelIds, ({ answer, flowId, teamId }, at) => [
    ...(answer === "flow" && !flowIds.has(flowId)
      ? [{ at: `${at}/flowId`, message: "must be a flow of this workspace" }]
      : []),
    ...(answer === "people" && teamId !== "" && !teamIds.has(teamId)
      ? [{ at: `${at}/teamId`, message: "must be a team of this workspace" }]
      : []),
  ]);
  fallbacks.forEach(({ channelId, fallbackId }, index) => {
    const at = `/fallbacks/${index}`;
    if (fallbacks.findIndex((it) => it.channelId === channelId) !== index) {
      flaws.push({ at: `${at}/channelId`, message: "must differ from the channels before it" });
    }
    if (fallbackId === channelId || !channelIds.has(fallbackId)) {
      flaws.push({ at: `${at}/fallbackId`, message: "must be another connected channel" });
    }
  });
  refuseFlaws(flaws);
}
