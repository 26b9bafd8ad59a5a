import type { BodyOf, ConversationChange, ReplyOf, routes } from "@chatloom/api-schema";
import { invalidAt, NotFound } from "../../context/errors.ts";
import { type CheckedChange, changeTriage } from "../../domain/change-triage.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { ActingMember } from "../../domain/hand-over.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import { undoOf } from "../../domain/undo-of.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { memberNamed } from "../../pipeline/turn/assign-by-rule.ts";
import { changeConversation } from "../../pipeline/turn/change-conversation.ts";
import { conversations } from "../../records/conversation-model.ts";
import { labels } from "../../records/label-model.ts";
import { noSuchMember } from "../../records/refuse-unknown-members.ts";
import { loadSurveyRules } from "../../records/survey-settings-model.ts";
import { presentConversations } from "./present-conversation.ts";

type Declared = typeof routes.inbox.changeConversations;
type Undo = ReplyOf<Declared>["undo"];

const longestSnoozeMs = 366 * 86_400_000;

/** Changes several conversations alike, each in its own guarded write. Returns them with the changes that undo it. */
export async function changeConversations(
  pipeline: Pipeline,
  workspaceId: string,
  member: ActingMember,
  { conversationIds, change }: BodyOf<Declared>,
): Promise<ReplyOf<Declared>> {
  const { services } = pipeline;
  const { context } = services;
  const found = (
    await conversations(context.connection)
      .in(workspaceId)
      .find({ _id: { $in: conversationIds } })
  ).map(readConversation);
  const checked = await checkChange(pipeline, workspaceId, change);
  const changed = await Promise.all(
    found.map(async (conversation) => {
      let before = conversation;
      const after = await changeConversation(services, conversation, (state) => {
        before = state;
        return changeTriage(state, checked, member, context.now());
      });
      if (after !== before) {
        pipeline.wakeConversation(after);
      }
      return { before, after };
    }),
  );
  const known = new Set(found.map((it) => it._id));
  return {
    items: await presentConversations(
      context,
      workspaceId,
      changed.map((it) => it.after),
    ),
    missing: conversationIds.filter((it) => !known.has(it)),
    undo: undoOfAll(changed),
  };
}

/** Looks up what a change names. Throws where something is not there or the moment makes no sense. */
export async function checkChange(
  { services: { context } }: Pick<Pipeline, "services">,
  workspaceId: string,
  { assigneeId, snoozedUntil, ...rest }: ConversationChange,
): Promise<CheckedChange> {
  const wanted = [...new Set(rest.addLabelIds ?? [])];
  if (wanted.length > 0) {
    const known = await labels(context.connection)
      .in(workspaceId)
      .count({ _id: { $in: wanted } });
    if (known < wanted.length) {
      throw new NotFound("label");
    }
  }
  const assignee =
    typeof assigneeId === "string"
      ? await memberNamed(context, { workspaceId }, assigneeId)
      : assigneeId;
  if (typeof assigneeId === "string" && !assignee) {
    throw noSuchMember("/change/assigneeId");
  }
  const until = typeof snoozedUntil === "string" ? Date.parse(snoozedUntil) : snoozedUntil;
  const now = context.now();
  if (typeof until === "number" && !(until > now && until <= now + longestSnoozeMs)) {
    const flaw = { at: "/change/snoozedUntil", message: "must be within the next year" };
    throw invalidAt("request.invalid", flaw);
  }
  const surveys = rest.resolved
    ? await loadSurveyRules(context.connection, workspaceId)
    : undefined;
  return { ...rest, assignee, snoozedUntil: until, surveys };
}

/** Conversations with the same way back share one change. */
function undoOfAll(
  changed: readonly { readonly before: ConversationDoc; readonly after: ConversationDoc }[],
): Undo {
  const ways = new Map<string, Undo[number]>();
  for (const { before, after } of changed) {
    const change = undoOf(before, after);
    const key = JSON.stringify(change);
    if (key === "{}") {
      continue;
    }
    const way = ways.get(key) ?? { conversationIds: [], change };
    ways.set(key, { ...way, conversationIds: [...way.conversationIds, after._id] });
  }
  return [...ways.values()];
}
