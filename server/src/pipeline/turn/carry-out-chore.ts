import type { ContactChange } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { applyContactChanges } from "../../domain/apply-contact-changes.ts";
import type { Chore, ConversationDoc } from "../../domain/conversation-doc.ts";
import { turnIdOf } from "../../domain/turn-doc.ts";
import { unwrittenTurns } from "../../domain/unwritten-turns.ts";
import { type ContactStore, placeOf } from "../../records/contact-store.ts";
import type { InboundStore } from "../../records/inbound-store.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { setWorkspaceVariable } from "../../records/set-workspace-variable.ts";
import type { Notices } from "../effects/notices.ts";
import { assignByRule } from "./assign-by-rule.ts";
import { reportContactChanges } from "./report-contact-changes.ts";

/** What chores reach. */
export interface ChoreParts {
  readonly context: ServerContext;
  readonly contacts: ContactStore;
  readonly inbound: InboundStore;
  readonly notices: Notices;
  /** Something waits under this key. */
  readonly wake: (key: string) => void;
}

/**
 * Carries out what a turn decided beyond its conversation. It may happen twice after a crash: everything here but a notice is then
 * the same as once.
 */
export async function carryOutChore(
  parts: ChoreParts,
  conversation: ConversationDoc,
  chore: Chore,
): Promise<void> {
  const { context } = parts;
  switch (chore.type) {
    case "updateContact":
      return updateContact(parts, conversation, chore.id, chore.changes);
    case "setWorkspaceVariable": {
      const { _id: conversationId, workspaceId, derived } = conversation;
      const place = placeOf({ conversationId, effectId: chore.id });
      const turn = unwrittenTurns(derived).find(({ number }) =>
        chore.id.startsWith(`${turnIdOf(conversationId, number)}:`),
      );
      const at = turn?.at ?? conversation.updatedAt;
      const cause = { conversationId, place, at };
      return setWorkspaceVariable(context.connection, workspaceId, chore, cause);
    }
    case "assign":
      return assignByRule(context, conversation, chore);
    case "notify":
      return notify(parts, conversation, chore);
    case "alert":
      return raiseAlert(context, conversation.workspaceId, {
        code: chore.code,
        message: chore.message,
        conversationId: conversation._id,
        ...(chore.flowId ? { flowId: chore.flowId } : { channelId: conversation.channelId }),
      });
  }
}

async function updateContact(
  parts: ChoreParts,
  conversation: ConversationDoc,
  effectId: string,
  changes: readonly ContactChange[],
): Promise<void> {
  const before = await parts.contacts.byId(conversation.contactId);
  if (!before) return;
  const { contact, news } = applyContactChanges(before, changes);
  // Told first: after a crash the change itself would say that nothing changed.
  await reportContactChanges(parts, conversation, effectId, news);
  if (contact !== before) {
    const after = { ...contact, updatedAt: parts.context.now() };
    await parts.contacts.change(before, after, { conversationId: conversation._id, effectId });
  }
}

/** Agents hear of it as an alert; everyone else through the network, in their own time. */
async function notify(
  { context, notices }: ChoreParts,
  { _id: conversationId, workspaceId }: ConversationDoc,
  chore: Extract<Chore, { type: "notify" }>,
): Promise<void> {
  if (chore.to !== "agents") {
    return notices.add({ _id: chore.id, workspaceId, conversationId, effect: chore });
  }
  return raiseAlert(context, workspaceId, {
    code: "notice",
    message: chore.text,
    conversationId,
    flowId: chore.flowId,
  });
}
