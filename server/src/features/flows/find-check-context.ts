import type { CheckContext } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { flows, headOnly } from "../../records/flow-model.ts";
import {
  listCheckedChannels,
  listCheckedMcpServers,
  listCheckedPayments,
  listCrmIds,
  listDeskIds,
} from "../../records/list-checked-channels.ts";
import { members } from "../../records/member.ts";
import { secrets } from "../../records/secret-model.ts";
import { segments } from "../../records/segment-model.ts";
import { teams } from "../../records/team-model.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { knownContactFields } from "../accounts/contact-words.ts";

/** Returns the context of a flow's checks; a new flow has no id yet. Other flows are taken as published, or as drafts if they never were. */
export async function findCheckContext(
  context: ServerContext,
  workspaceId: string,
  flowId: string | undefined,
): Promise<CheckContext> {
  const [
    others,
    channels,
    workspace,
    knownFields,
    everyone,
    allTeams,
    knownDesks,
    knownCrms,
    knownPayments,
    knownMcpServers,
    vault,
    allSegments,
  ] = await Promise.all([
    flows(context.connection)
      .in(workspaceId)
      .find(flowId === undefined ? {} : { _id: { $ne: flowId } }, { projection: headOnly }),
    listCheckedChannels(context, workspaceId),
    findWorkspace(context.connection, workspaceId),
    knownContactFields(context, workspaceId),
    members(context.connection).in(workspaceId).find({}),
    teams(context.connection)
      .in(workspaceId)
      .find({}, { projection: { _id: 1 } }),
    listDeskIds(context, workspaceId),
    listCrmIds(context, workspaceId),
    listCheckedPayments(context, workspaceId),
    listCheckedMcpServers(context, workspaceId),
    secrets(context.connection).in(workspaceId).find({}),
    segments(context.connection)
      .in(workspaceId)
      .find({}, { projection: { _id: 1 } }),
  ]);
  return {
    ...defined({ flowId }),
    otherFlows: others.map((flow) => ({
      id: String(flow._id),
      name: flow.name,
      active: flow.active,
      ...(flow.publishedOutline ?? flow.draftOutline),
    })),
    channels,
    knownContactFields: knownFields,
    knownDesks,
    knownCrms,
    knownPayments,
    knownMcpServers,
    knownSecrets: vault.map(({ name, kind, hosts }) => ({ name, kind, hosts })),
    knownMembers: everyone.map((it) => String(it._id)),
    knownTeams: allTeams.map((it) => String(it._id)),
    knownSegments: allSegments.map((it) => String(it._id)),
    workspaceCountry: workspace?.country ?? "",
    workspaceVariables: Object.keys(workspace?.variables ?? {}),
  };
}
