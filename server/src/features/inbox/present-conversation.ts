import type { Conversation } from "@chatloom/api-schema";
import type { HandoffTerms } from "@chatloom/runtime";
import { channelOf } from "../../channels/index.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { facet } from "../../domain/facets-of.ts";
import { hideCallbacks } from "../../domain/hide-callbacks.ts";
import { sendWindow } from "../../domain/send-window.ts";
import type { Survey } from "../../domain/survey.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { flows } from "../../records/flow-model.ts";
import { namesById } from "../../records/names-by-id.ts";
import { teams } from "../../records/team-model.ts";
import type { ListedConversation } from "./listed-conversation.ts";

/** Conversations as members see them, with the names of their channels and flows. */
export async function presentConversations(
  context: ServerContext,
  workspaceId: string,
  found: readonly ListedConversation[],
): Promise<Conversation[]> {
  const [channelNames, flowNames, teamNames] = await Promise.all([
    namesById(
      channelAccounts(context.connection).in(workspaceId),
      found.map((it) => it.channelId),
    ),
    namesById(
      flows(context.connection).in(workspaceId),
      found.flatMap((it) => it.position?.flowId ?? []),
    ),
    namesById(
      teams(context.connection).in(workspaceId),
      found.flatMap((it) => it.teamId ?? []),
    ),
  ]);
  return found.map((it) => present(it, context.now(), { channelNames, flowNames, teamNames }));
}

/** One conversation as members see it. */
export async function presentConversation(
  context: ServerContext,
  conversation: ConversationDoc,
): Promise<Conversation> {
  const workspaceId = String(conversation.workspaceId);
  const [presented] = await presentConversations(context, workspaceId, [conversation]);
  if (!presented) {
    throw new Error("Presenting one conversation gave none");
  }
  return presented;
}

function present(
  conversation: ListedConversation,
  now: number,
  { channelNames, flowNames, teamNames }: Readonly<Record<NamesOf, ReadonlyMap<string, string>>>,
): Conversation {
  const { channelId, channelType, contactName, pictureUrl, assigneeId, last, position } =
    conversation;
  const { labelIds, priority, snoozedUntil, mentions } = conversation;
  const { handler, teamId = "", returnsAt, handoff } = conversation;
  const teamName = teamNames.get(teamId);
  const abilities = channelOf(channelType)?.abilities;
  const window = abilities ? sendWindow(conversation, abilities, now) : { open: false };
  const waits = handler === "waiting" ? (conversation.timers ?? []) : [];
  const dueAt = waits.find((it) => it.purpose === "handoffTimeout")?.at;
  return {
    id: conversation._id,
    contact: {
      id: conversation.contactId,
      name: contactName,
      pictureUrl: pictureUrl || undefined,
    },
    channel: { id: channelId, type: channelType, name: channelNames.get(channelId) ?? channelType },
    handler,
    assignee: assigneeId ? { id: assigneeId, name: conversation.assigneeName ?? "" } : undefined,
    handledOutside: handler === "human" && !assigneeId ? true : undefined,
    team: teamName === undefined ? undefined : { id: teamId, name: teamName },
    resolved: conversation.resolved,
    reachable: conversation.reachable,
    unread: conversation.unread,
    window: {
      open: window.open,
      closesAt: window.closesAt === undefined ? undefined : moment(window.closesAt),
      peopleUntil: window.peopleUntil === undefined ? undefined : moment(window.peopleUntil),
      billedFrom: window.billedFrom === undefined ? undefined : moment(window.billedFrom),
    },
    last: last
      ? {
          text: hideCallbacks(last.text, conversation._id),
          direction: last.direction,
          at: moment(last.at),
        }
      : undefined,
    waitingSince: conversation.waitingSince ? moment(conversation.waitingSince) : undefined,
    dueAt: dueAt === undefined ? undefined : moment(dueAt),
    late: conversation.facets?.includes(facet.late) || undefined,
    returnsAt: handler === "human" && returnsAt !== undefined ? moment(returnsAt) : undefined,
    handoff: handoff && presentHandoff(handoff),
    position: position
      ? { ...position, flowName: flowNames.get(position.flowId) ?? "" }
      : undefined,
    labelIds: labelIds?.length ? [...labelIds] : undefined,
    priority,
    snoozedUntil: snoozedUntil === undefined ? undefined : moment(snoozedUntil),
    mentions: mentions?.length ? mentions.map((it) => ({ ...it })) : undefined,
    scheduled: conversation.scheduled?.length,
    satisfaction: conversation.survey && presentSurvey(conversation.survey),
    version: conversation.version,
    updatedAt: moment(conversation.updatedAt),
  };
}

type NamesOf = "channelNames" | "flowNames" | "teamNames";

function presentHandoff({ note, skill, outcomes = [], goesOn = false }: HandoffTerms) {
  return {
    note,
    skill,
    outcomes: outcomes.map(({ id, label }) => ({ id, label })),
    goesOn,
  };
}

function presentSurvey({ state, rating, askedAt, terms: { scale } }: Survey) {
  if (rating !== undefined) {
    return { state: "rated", scale, rating } as const;
  }
  return state === "closed" && askedAt === undefined
    ? undefined
    : ({ state: askedAt === undefined ? "planned" : "asked", scale } as const);
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
