import { botMayAct } from "@chatloom/runtime";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { newId } from "./new-id.ts";
import type { OutboxEntry } from "./outbox-entry.ts";

/** Queues telling the platform who answers, where that changed since it was told. Of several in the queue only the last counts. */
export function tellOwner(conversation: ConversationDoc): ConversationDoc {
  const owner = botMayAct(conversation) ? "us" : "other";
  if ((conversation.toldOwner ?? "us") === owner) {
    return conversation;
  }
  const entry: OutboxEntry = {
    id: newId(),
    kind: "owner",
    state: "queued",
    attempts: 0,
    nextAt: 0,
    owner,
  };
  return changed(conversation, {
    toldOwner: owner,
    outbox: [...conversation.outbox.filter((it) => it.kind !== "owner"), entry],
  });
}
