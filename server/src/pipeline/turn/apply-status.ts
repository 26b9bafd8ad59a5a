import type { Delivery } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, SendFailure } from "../../channels/channel.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { WaitingInbound } from "../../domain/inbound-doc.ts";
import { presentMessage } from "../../domain/present-message.ts";
import { reasonOf } from "../../domain/reason-of.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { messagesOf, type WrittenMessage } from "../../records/message-model.ts";
import { type LateFailureServices, reportLateFailure } from "./report-late-failure.ts";

type Status = Extract<ChannelEvent, { kind: "status" }>;

/** The states that each state may follow: never backwards, and a failure is final. */
const mayFollow: Readonly<Record<Status["status"], readonly Delivery[]>> = {
  sent: ["queued", "unknown"],
  delivered: ["queued", "unknown", "sent"],
  read: ["queued", "unknown", "sent", "delivered"],
  failed: ["queued", "unknown", "sent"],
};

/** A platform may report a failure without a reason. */
const unexplained: SendFailure = {
  kind: "content",
  code: "failed",
  message: "The platform reported that the message failed, without a reason.",
};

/** How many messages one watermark may move. */
const mostByWatermark = 200;

/**
 * Notes how messages of ours fare. Answers false while the message is not known yet: its status may overtake the platform's own
 * answer to the send.
 */
export async function applyStatus(
  services: LateFailureServices,
  { channelId, workspaceId, event }: WaitingInbound & { readonly event: Status },
): Promise<boolean> {
  const { context } = services;
  if (event.watermark !== undefined) {
    await moveUpTo(context, channelId, event);
    return true;
  }
  const which =
    event.messageId !== undefined
      ? { channelId, platformId: event.messageId }
      : { channelId, outboxId: event.correlation ?? "" };
  const messages = messagesOf(context.connection);
  const set: Partial<WrittenMessage> = {
    delivery: event.status,
    writtenAt: context.now(),
    ...defined({ failure: event.failure ? reasonOf(event.failure) : undefined }),
  };
  const movable = { ...which, delivery: { $in: [...mayFollow[event.status]] } };
  if (event.status === "failed") {
    // First what people need to know: after a crash the message still says that this is to be done.
    const message = await messages.findOne(movable);
    const reported =
      message && (await reportLateFailure(services, message, event.failure ?? unexplained));
    if (reported === "relayed" || reported === "beingSent") {
      return reported === "relayed";
    }
    if (message) {
      await tellFailure(services, message, event.failure ?? unexplained);
    }
  }
  const changed = await messages.findOneAndUpdate(
    movable,
    { $set: set, $inc: { version: 1 } },
    { returnDocument: "after" },
  );
  if (changed) {
    context.announce(String(workspaceId), "message.updated", presentMessage(changed));
    return true;
  }
  return (await messages.findOne(which)) !== null;
}

/** Tells webhooks of a failure that the platform reported later. The id is that of a failure to send, so that it is told once. */
async function tellFailure(
  { context, webhooks }: LateFailureServices,
  { _id: messageId, conversationId, channelId, workspaceId }: WrittenMessage,
  failure: SendFailure,
): Promise<void> {
  if (!webhooks.wants(workspaceId, "message.failed")) {
    return;
  }
  const conversation = await conversationsOf(context.connection).findOne({ _id: conversationId });
  const data = {
    conversationId,
    contactId: conversation?.contactId,
    channelId,
    messageId,
    failure: reasonOf(failure),
  };
  await webhooks.tell(workspaceId, [
    {
      id: `message.failed:${messageId}:failed`,
      type: "message.failed",
      at: context.now(),
      data,
    },
  ]);
}

async function moveUpTo(context: ServerContext, channelId: string, event: Status): Promise<void> {
  const address = event.to?.id;
  if (address === undefined || event.watermark === undefined) {
    return;
  }
  const conversation = await conversationsOf(context.connection).findOne({
    keys: `${channelId}:${address}`,
  });
  if (!conversation) {
    return;
  }
  const messages = messagesOf(context.connection);
  const moved = await messages
    .find({
      conversationId: conversation._id,
      direction: "outgoing",
      at: { $lte: event.watermark },
      delivery: { $in: [...mayFollow[event.status]] },
    })
    .sort({ sequence: -1 })
    .limit(mostByWatermark)
    .toArray();
  if (moved.length === 0) {
    return;
  }
  await messages.updateMany(
    {
      _id: { $in: moved.map((it) => it._id) },
      delivery: { $in: [...mayFollow[event.status]] },
    },
    { $set: { delivery: event.status, writtenAt: context.now() }, $inc: { version: 1 } },
  );
  for (const message of moved) {
    const version = (message.version ?? 0) + 1;
    const seen = presentMessage({ ...message, delivery: event.status, version });
    context.announce(String(conversation.workspaceId), "message.updated", seen);
  }
}
