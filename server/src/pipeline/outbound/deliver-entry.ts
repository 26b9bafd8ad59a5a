import type { MessageContent } from "@chatloom/flows-schema";
import type { Channel, OutgoingMessage, PlatformCall } from "../../channels/channel.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { entryMessages } from "../../domain/entry-messages.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { reasonOf } from "../../domain/reason-of.ts";
import {
  opensWindow,
  peopleMayWrite,
  type SendWindow,
  sendWindow,
} from "../../domain/send-window.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import { publicFileUrls } from "../../records/file-url.ts";
import { platformItemsOf } from "../../records/platform-item-model.ts";
import { attempt } from "./attempt.ts";
import type { Caller } from "./noting-client.ts";
import { outcomeOf } from "./outcome-of.ts";
import { outcomeWithToken } from "./outcome-with-token.ts";
import { prepareSend } from "./prepare-send.ts";
import { sendCall } from "./send-call.ts";
import { withCountedLinks } from "./with-counted-links.ts";
import { withFileFacts } from "./with-file-facts.ts";

type MessageEntry = Extract<OutboxEntry, { kind: "message" }>;

/** The account that sends: what it is and how it is set up. */
export type SendingAccount = Pick<
  ConnectedChannel,
  "id" | "workspaceId" | "name" | "channel" | "settings" | "status"
>;

/** Makes one attempt to send an entry and says what became of it. Nothing leaves after `deadline` (epoch milliseconds). Never throws. */
export async function deliverEntry(
  client: Caller,
  account: SendingAccount,
  conversation: ConversationDoc,
  entry: MessageEntry,
  context: ServerContext,
  deadline: number,
): Promise<Outcome> {
  const outcome = await attemptDelivery(client, account, conversation, entry, context, deadline);
  const refused = outcome.kind === "failed" && outcome.failure === "content";
  return refused && entry.more ? { kind: "split" } : outcome;
}

async function attemptDelivery(
  client: Caller,
  account: SendingAccount,
  conversation: ConversationDoc,
  entry: MessageEntry,
  context: ServerContext,
  deadline: number,
): Promise<Outcome> {
  const { channel, settings } = account;
  const now = context.now();
  const window = sendWindow(conversation, channel.abilities, now);
  if (
    !window.open &&
    !opensWindow(entry.replyToken, now) &&
    !allowedOutside(entry, channel, window, now)
  ) {
    return failed(
      "window",
      "window.closed",
      "The time in which this channel takes messages is over",
    );
  }
  const contents = await Promise.all(
    entryMessages(entry).map(async ({ messageId, content }) => {
      const { countedFor } = entry;
      const counted = await withCountedLinks(context, conversation, messageId, content, countedFor);
      return publicFileUrls(context, await withFileFacts(context, counted));
    }),
  );
  const going = outgoing(conversation, entry, contents, now);
  const send = (call: PlatformCall) => sendCall(client, context, call, deadline);
  const items = platformItemsOf(context, account);
  const prepareCall = (call: PlatformCall) => send(publicFileUrls(context, call));
  const prepared = await prepareSend(channel, settings, going, prepareCall, items);
  if ("kind" in prepared) {
    return prepared;
  }
  const composed = attempt(() => channel.compose(going, settings, prepared.replies));
  if ("kind" in composed) {
    return composed;
  }
  if ("local" in composed.made) {
    return { kind: "sent", platformId: undefined };
  }
  const result = await send(composed.made);
  if ("kind" in result) {
    return result;
  }
  if ("notSent" in result) {
    return {
      kind: "later",
      reason: { code: "host.away", message: result.notSent },
      afterMs: undefined,
    };
  }
  if ("lost" in result) {
    const reason = { code: "answer.lost", message: result.lost };
    // The same key or token makes the platform notice a repetition.
    if (channel.abilities.idempotencyKey) {
      return { kind: "later", reason, afterMs: undefined, uncertain: true };
    }
    return { kind: "unknown", reason };
  }
  const read = channel.readReply(result.reply, entry.attempts);
  if (read.ok) {
    const { messageId: platformId, moreIds } = read;
    return { kind: "sent", platformId, moreIds, keyboard: channel.keyboard?.(going) };
  }
  const { status } = result.reply;
  if (read.failure.kind === "content" && prepared.reused.length > 0) {
    // The platform may no longer know them: the next attempt has them made anew.
    await items.forget(prepared.reused);
    return { kind: "later", reason: reasonOf(read.failure), afterMs: undefined };
  }
  if (entry.replyToken) {
    return outcomeWithToken(read.failure, status, entry.replyToken);
  }
  const outcome = outcomeOf(read.failure);
  const unclear = outcome.kind === "later" && status >= 500 && channel.abilities.idempotencyKey;
  return unclear ? { ...outcome, uncertain: true } : outcome;
}

function outgoing(
  conversation: ConversationDoc,
  entry: MessageEntry,
  [content = entry.content, ...more]: readonly MessageContent[],
  now: number,
): OutgoingMessage {
  const { address, channelId, keys, lastIncomingId, lastIncomingAt, thread } = conversation;
  const { keyboardAfter } = conversation;
  const { menu, replyToken } = entry;
  return {
    id: entry.id,
    to: address,
    // Others are those of its cases in helpdesks.
    aliases: keys
      .filter((key) => key.startsWith(`${channelId}:`))
      .map((key) => key.slice(channelId.length + 1))
      .filter((it) => it !== address),
    at: now,
    content,
    more: more.length > 0 ? more : undefined,
    author: entry.author,
    agent: entry.agent,
    campaign: entry.campaign ? true : undefined,
    thread,
    staleKeyboard:
      keyboardAfter === undefined || keyboardAfter === (lastIncomingId ?? "") ? undefined : true,
    menu,
    replyTo: entry.replyTo,
    lastIncomingId,
    lastIncomingAt,
    replyToken: replyToken === undefined ? undefined : replyToken.value,
  };
}

function allowedOutside(
  { content, author }: MessageEntry,
  { abilities }: Channel,
  window: SendWindow,
  now: number,
): boolean {
  if (content.kind === "template") {
    return abilities.template;
  }
  return author === "human" && peopleMayWrite(window, now);
}

function failed(
  failure: Extract<Outcome, { kind: "failed" }>["failure"],
  code: string,
  message: string,
): Extract<Outcome, { kind: "failed" }> {
  return { kind: "failed", failure, reason: { code, message } };
}
