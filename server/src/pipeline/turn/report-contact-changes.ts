import { type ContactNews, type Program, startsAt } from "@chatloom/runtime";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { inputEvent } from "../../domain/input-event.ts";
import type { InboundStore } from "../../records/inbound-store.ts";

/** The services that report a contact's changes. */
export interface ContactReporting {
  readonly context: { readonly now: () => number };
  readonly inbound: InboundStore;
  /** Something waits under this key. */
  readonly wake: (key: string) => void;
  /** The flows that are active for a conversation. */
  readonly activeFlows: (conversation: ConversationDoc) => Promise<readonly Program[]>;
}

/** Gives a contact's changes to the flows that start on them, each once. Without such a flow nothing is stored and nobody is woken. */
export async function reportContactChanges(
  { context, inbound, wake, activeFlows }: ContactReporting,
  conversation: ConversationDoc,
  cause: string,
  news: readonly ContactNews[],
): Promise<void> {
  if (news.length === 0) {
    return;
  }
  const programs = await activeFlows(conversation);
  const now = context.now();
  // Keys follow from all changes: the same change is the same event, whatever flows are active.
  const awaited = news.flatMap((input, index) =>
    programs.some((it) => startsAt(it, input))
      ? [inputEvent(conversation, `${cause}:${index}`, input, now)]
      : [],
  );
  if (awaited.length === 0) {
    return;
  }
  await Promise.all(awaited.map((it) => inbound.add(it)));
  wake(`#${conversation._id}`);
}
