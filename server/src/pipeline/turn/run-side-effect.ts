import { defined } from "@chatloom/flows-schema";
import { applyContactChanges } from "@chatloom/runtime";
import { withCalledName } from "../../domain/called-name.ts";
import { everyChannel } from "../../domain/consent-entry.ts";
import type { ConversationDoc, SideEffect } from "../../domain/conversation-doc.ts";
import { innerEvent } from "../../domain/input-event.ts";
import { applyProfile } from "../../domain/learn-profile.ts";
import { turnIdOf } from "../../domain/turn-doc.ts";
import { unwrittenTurns } from "../../domain/unwritten-turns.ts";
import { recipients } from "../../records/broadcast-model.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { recordConsent } from "../../records/consent-store.ts";
import { type ContactStore, placeOf } from "../../records/contact-store.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { noteAdClick, noteConversion } from "../../records/note-conversion.ts";
import { raiseAlert, raiseNotification } from "../../records/raise-alert.ts";
import { resolutions } from "../../records/resolution-model.ts";
import { setWorkspaceVariable } from "../../records/set-workspace-variable.ts";
import { trackedEvents } from "../../records/tracked-event-model.ts";
import type { Notifications } from "../effects/notifications.ts";
import { type BeginMerge, followSwitch } from "../switches/follow-switch.ts";
import { moveRun } from "../switches/move-run.ts";
import { assignByRule } from "./assign-by-rule.ts";
import type { ChangeParts } from "./change-conversation.ts";
import { renameConversations } from "./rename-conversations.ts";
import { type ContactReporting, reportContactChanges } from "./report-contact-changes.ts";

/** The services that side effects use. */
export interface SideEffectServices extends ChangeParts, Omit<ContactReporting, "context"> {
  readonly contacts: ContactStore;
  readonly notifications: Notifications;
  readonly beginMerge: BeginMerge;
}

/**
 * Carries out what a turn decided beyond its conversation. It may happen twice after a crash: everything here but a notification is then
 * the same as once.
 */
export async function runSideEffect(
  parts: SideEffectServices,
  conversation: ConversationDoc,
  sideEffect: SideEffect,
): Promise<void> {
  const { context } = parts;
  switch (sideEffect.type) {
    case "updateContact":
      return updateContact(parts, conversation, sideEffect);
    case "learnProfile": {
      const contact = await parts.contacts.byId(conversation.contactId);
      if (!contact) {
        return;
      }
      const { address } = conversation;
      const learned = applyProfile(
        contact,
        { profile: sideEffect.before, address },
        sideEffect.told,
      );
      if (learned === contact) {
        return;
      }
      return parts.contacts.change(contact, { ...learned, updatedAt: context.now() });
    }
    case "recordConsent":
      return recordConsent(context.connection, conversation.workspaceId, sideEffect.entry);
    case "missBroadcast": {
      const { broadcastId, reason } = sideEffect;
      await recipients(context.connection)
        .in(conversation.workspaceId)
        .updateOne(
          { _id: `${broadcastId}:${conversation.contactId}` },
          { $set: { skipped: reason } },
        );
      return;
    }
    case "recordResolution": {
      const { _id, ...resolution } = sideEffect.resolution;
      await resolutions(context.connection)
        .in(conversation.workspaceId)
        .updateOne({ _id }, { $setOnInsert: defined(resolution) }, { upsert: true });
      return;
    }
    case "recordSurvey":
      await resolutions(context.connection)
        .in(conversation.workspaceId)
        .updateOne({ _id: sideEffect.resolutionId }, { $set: defined({ ...sideEffect.result }) });
      return;
    case "setWorkspaceVariable": {
      const { _id: conversationId, workspaceId } = conversation;
      const place = placeOf({ conversationId, effectId: sideEffect.id });
      const cause = { conversationId, place, at: decidedAt(conversation, sideEffect.id) };
      return setWorkspaceVariable(context.connection, workspaceId, sideEffect, cause);
    }
    case "relay":
      return relay(parts, conversation, sideEffect);
    case "followSwitch":
      return followSwitch(parts, conversation, sideEffect);
    case "moveRun":
      return moveRun(parts, conversation, sideEffect);
    case "track":
      return recordTracked(context, conversation, sideEffect);
    case "noteAdClick":
      return noteAdClick(context.connection, conversation.workspaceId, {
        ...sideEffect,
        contactId: String(conversation.contactId),
      });
    case "assign":
      return assignByRule(context, conversation, sideEffect);
    case "notify":
      return notify(parts, conversation, sideEffect);
    case "alert":
      return raiseAlert(context, conversation.workspaceId, {
        code: sideEffect.code,
        message: sideEffect.message,
        reason: sideEffect.reason,
        conversationId: conversation._id,
        ...(sideEffect.flowId
          ? { flowId: sideEffect.flowId }
          : { channelId: conversation.channelId }),
      });
  }
}

/** Stores messages for another conversation; the effect's id makes a second time the same as once. */
async function relay(
  { context, inbound, wake }: SideEffectServices,
  { workspaceId, channelId }: ConversationDoc,
  { id, toConversationId, contents, author, marketing }: Extract<SideEffect, { type: "relay" }>,
): Promise<void> {
  const target = await conversationsOf(context.connection).findOne({
    _id: toConversationId,
    workspaceId,
  });
  if (!target) {
    return;
  }
  const refusing = await channelAccounts(context.connection).in(workspaceId).findById(channelId);
  const channelName = refusing?.name ?? "";
  const event = {
    kind: "relay",
    at: context.now(),
    channelName,
    contents,
    author,
    ...defined({ marketing }),
  } as const;
  await inbound.add(innerEvent(target, id, event, context.now()));
  wake(`#${toConversationId}`);
}

/** When the turn of an effect decided it (epoch milliseconds). */
function decidedAt({ _id, pendingWrites, updatedAt }: ConversationDoc, effectId: string): number {
  const turn = unwrittenTurns(pendingWrites).find(({ number }) =>
    effectId.startsWith(`${turnIdOf(_id, number)}:`),
  );
  return turn?.at ?? updatedAt;
}

/** Keeps what goals and A/B tests count; the effect's id makes a second time the same as once. */
async function recordTracked(
  { connection }: ChangeParts["context"],
  conversation: ConversationDoc,
  { id, flowId, nodeId, event, name, value }: Extract<SideEffect, { type: "track" }>,
): Promise<void> {
  const at = decidedAt(conversation, id);
  const contactId = String(conversation.contactId);
  await trackedEvents(connection)
    .in(conversation.workspaceId)
    .updateOne(
      { _id: id },
      {
        $setOnInsert: {
          flowId,
          nodeId,
          contactId,
          event,
          name,
          at,
          ...defined({ value }),
        },
      },
      { upsert: true },
    );
  if (event === "goal") {
    const conversationId = String(conversation._id);
    const goal = { id, name, value, contactId, conversationId, at };
    await noteConversion(connection, conversation.workspaceId, goal);
  }
}

async function updateContact(
  parts: SideEffectServices,
  conversation: ConversationDoc,
  { id: effectId, flowId, changes, causes }: Extract<SideEffect, { type: "updateContact" }>,
): Promise<void> {
  const before = await parts.contacts.byId(conversation.contactId);
  if (!before) {
    return;
  }
  const { contact: changed, news } = applyContactChanges(before, changes);
  const contact = changed === before ? before : withCalledName(before, changed);
  // Told first: after a crash the change itself would say that nothing changed.
  const told = causes ? news.map((it) => ({ ...it, causes })) : news;
  await reportContactChanges(parts, conversation, effectId, told);
  if (contact !== before) {
    const after = { ...contact, updatedAt: parts.context.now() };
    await parts.contacts.change(before, after, { conversationId: conversation._id, effectId });
  }
  await recordConsents(parts, conversation, { id: effectId, flowId, changes });
  // Compared with the conversation, not with the record: after a crash the record may have the name already.
  if (contact.name !== conversation.contactName) {
    await renameConversations(parts, contact);
  }
}

/** Adds what a flow learnt about consent to the ledger. */
async function recordConsents(
  { context }: SideEffectServices,
  conversation: ConversationDoc,
  {
    id,
    flowId,
    changes,
  }: Pick<Extract<SideEffect, { type: "updateContact" }>, "id" | "flowId" | "changes">,
): Promise<void> {
  for (const [index, change] of changes.entries()) {
    if (change.action !== "optIn" && change.action !== "optOut") {
      continue;
    }
    await recordConsent(context.connection, conversation.workspaceId, {
      _id: `${id}:${index}`,
      contactId: conversation.contactId,
      channelId: everyChannel,
      purpose: "marketing",
      state: change.action === "optIn" ? "given" : "withdrawn",
      at: decidedAt(conversation, id),
      source: "flow",
      wording: (change.wording ?? "").slice(0, 2_000),
      by: flowId,
    });
  }
}

/** Agents hear of it as an alert; everyone else through the network, in their own time. */
async function notify(
  { context, notifications }: SideEffectServices,
  { _id: conversationId, workspaceId }: ConversationDoc,
  sideEffect: Extract<SideEffect, { type: "notify" }>,
): Promise<void> {
  if (sideEffect.to !== "agents") {
    return notifications.add({
      _id: sideEffect.id,
      workspaceId,
      conversationId,
      effect: sideEffect,
    });
  }
  return raiseNotification(context, workspaceId, {
    effectId: sideEffect.id,
    message: sideEffect.text,
    conversationId,
    flowId: sideEffect.flowId,
  });
}
