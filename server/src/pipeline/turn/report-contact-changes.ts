import type { Input } from "@chatloom/runtime";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { inputEvent } from "../../domain/input-event.ts";
import type { InboundStore } from "../../records/inbound-store.ts";

/** Lets flows hear what changed about a contact, once for each change. */
export async function reportContactChanges(
  {
    context,
    inbound,
    wake,
  }: {
    readonly context: { readonly now: () => number };
    readonly inbound: InboundStore;
    readonly wake: (key: string) => void;
  },
  conversation: Pick<ConversationDoc, "_id" | "workspaceId" | "channelId">,
  cause: string,
  news: readonly Input[],
): Promise<void> {
  if (news.length === 0) return;
  const now = context.now();
  await Promise.all(
    news.map((input, index) =>
      inbound.add(inputEvent(conversation, `${cause}:${index}`, input, now)),
    ),
  );
  wake(`#${conversation._id}`);
}
