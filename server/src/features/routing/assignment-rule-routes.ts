import { routes } from "@chatloom/api-schema";
import type { AssignmentRule } from "@chatloom/flows-schema";
import type { Router } from "express";
import { Conflict, type Flaw } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { labels } from "../../records/label-model.ts";
import { members } from "../../records/member.ts";
import { teams } from "../../records/team-model.ts";
import { findWorkspace, workspaces } from "../../records/workspace.ts";
import { idsOf, refuseFlaws, ruleFlaws } from "./rule-flaws.ts";

/** Routes of the rules that decide who takes a conversation. */
export function assignmentRuleRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;
  const { readAssignment, saveAssignment } = routes.routing;

  answer(api, readAssignment, async ({ workspaceId }) => {
    const workspace = await findWorkspace(connection, workspaceId);
    return workspace?.assignment ?? { revision: 0, rules: [] };
  });

  answer(api, saveAssignment, async ({ workspaceId, body: { revision, rules } }) => {
    await refuseUnknown(context, workspaceId, rules);
    const assignment = { revision: revision + 1, rules };
    const expected = revision === 0 ? { $exists: false } : revision;
    const { matchedCount } = await workspaces(connection).updateOne(
      { _id: workspaceId, "assignment.revision": expected },
      { $set: { assignment } },
    );
    if (matchedCount === 0) {
      throw new Conflict(
        "routing.changed",
        "Someone else changed the assignment rules; load them again",
      );
    }
    return assignment;
  });
}

/** Refuses rules that could never hold, do nothing, or name what does not exist. */
async function refuseUnknown(
  { connection }: ServerContext,
  workspaceId: string,
  rules: readonly AssignmentRule[],
): Promise<void> {
  const [channelIds, teamIds, memberIds, labelIds] = await Promise.all([
    idsOf(channelAccounts(connection).in(workspaceId)),
    idsOf(teams(connection).in(workspaceId)),
    idsOf(members(connection).in(workspaceId)),
    idsOf(labels(connection).in(workspaceId)),
  ]);
  const targetFlaws = (rule: AssignmentRule, at: string) => {
    const { teamId, memberId, priority, distribution } = rule;
    const flaws: Flaw[] = [];
    if (teamId !== "" && memberId !== "") {
      flaws.push({ at: `${at}/memberId`, message: "must be empty where a team is named" });
    }
    if (teamId !== "" && !teamIds.has(teamId)) {
      flaws.push({ at: `${at}/teamId`, message: "must be a team of this workspace" });
    }
    if (memberId !== "" && !memberIds.has(memberId)) {
      flaws.push({ at: `${at}/memberId`, message: "must be a member of this workspace" });
    }
    if (teamId === "" && memberId === "" && priority === "" && distribution === "") {
      flaws.push({ at, message: "must name a team, a member, a priority or a distribution" });
    }
    rule.labelIds.forEach((id, place) => {
      if (!labelIds.has(id)) {
        flaws.push({ at: `${at}/labelIds/${place}`, message: "must be a label of this workspace" });
      }
    });
    return flaws;
  };
  refuseFlaws(ruleFlaws(rules, channelIds, targetFlaws));
}
