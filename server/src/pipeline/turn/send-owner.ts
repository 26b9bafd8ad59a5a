import { refusalOf } from "../../channels/refusal-of.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import { retryDelay } from "../../domain/retry-delay.ts";
import { notingClient } from "../outbound/noting-client.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import type { ConversationLease } from "./conversation-lease.ts";

/** Messages behind it wait for about a minute at most. */
const mostAttempts = 6;

type OwnerEntry = Extract<OutboxEntry, { kind: "owner" }>;

/** Tells the platform who answers. A busy platform, or one that cannot be reached, is told later; a refusal is final. */
export async function sendOwner(
  services: PipelineServices,
  lease: ConversationLease,
  entry: OwnerEntry,
): Promise<void> {
  const { context } = services;
  const attempts = entry.attempts + 1;
  const isTold = await services.slots.outside(() => tell(services, lease, entry));
  const isLast = isTold || attempts >= mostAttempts;
  const nextAt = context.now() + retryDelay(attempts, undefined, Math.random());
  if (isLast && !isTold) {
    const { _id: conversationId } = lease.state;
    context.log.warn({ conversationId }, "failed to tell the platform who answers");
  }
  lease.amend((state) =>
    changed(state, {
      outbox: state.outbox.flatMap((it): readonly OutboxEntry[] =>
        it.id === entry.id ? (isLast ? [] : [{ ...entry, attempts, nextAt }]) : [it],
      ),
    }),
  );
}

async function tell(
  services: PipelineServices,
  { state }: ConversationLease,
  { owner }: OwnerEntry,
): Promise<boolean> {
  const { account } = await services.sendingChannel(state);
  const call = account?.channel.composeOwner?.(state.address, owner, account.settings);
  if (!account || !call) {
    return true;
  }
  const result = await notingClient(services, account).call(call);
  return "reply" in result && refusalOf(account.channel, result.reply)?.kind !== "busy";
}
