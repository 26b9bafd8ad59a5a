import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import { notingClient } from "../outbound/noting-client.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import type { ConversationLease } from "./conversation-lease.ts";

/** Shows that an answer is being written, and puts off what follows. A platform that cannot show it is not asked. */
export async function showTyping(
  services: PipelineServices,
  lease: ConversationLease,
  head: Extract<OutboxEntry, { kind: "typing" }>,
): Promise<void> {
  const { account } = await services.sendingChannel(lease.state);
  const { lastIncomingId, address } = lease.state;
  const call = account?.channel.composeTyping?.(
    {
      id: head.id,
      to: address,
      author: "bot",
      lastIncomingId,
    },
    account.settings,
  );
  if (call && "local" in call) {
    services.showTypingLocally(lease.state, head.seconds);
  } else if (call && account) {
    void notingClient(services, account).call(call);
  }
  const nextAt = services.context.now() + head.seconds * 1_000;
  lease.amend((state: ConversationDoc) => {
    const rest = state.outbox.filter((it) => it.id !== head.id);
    const outbox = rest.map(
      (it, index): OutboxEntry =>
        index === 0 ? { ...it, nextAt: Math.max(it.nextAt, nextAt) } : it,
    );
    return changed(state, { outbox });
  });
}
