import { randomInt } from "node:crypto";
import type { SwitchPlace, SwitchRequest } from "@chatloom/runtime";
import { channelOf } from "../../channels/index.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { switchCode } from "../../domain/link-codes.ts";
import { sendWindow } from "../../domain/send-window.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import { type ChannelRecord, channelAccounts } from "../../records/channel-account-model.ts";
import {
  type ChannelSwitchFields,
  channelSwitches,
  switchPage,
} from "../../records/channel-switch-model.ts";
import { chatLink } from "../../records/chat-link.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { addMissing } from "../../store/add-missing.ts";
import { failed, type Outcome } from "../effects/outcome.ts";

/** How long a link is known after it has expired. */
const keptMs = 30 * 86_400_000;
const noLink = "No link opens a chat in this channel";

/**
 * Looks for a way to a contact on another channel: a conversation that can be written to, or a link. Carried out again it gives the same
 * link. Never throws.
 */
export async function openSwitch(
  context: ServerContext,
  conversation: ConversationDoc,
  id: string,
  asked: SwitchRequest,
): Promise<Outcome> {
  try {
    return await look(context, conversation, id, asked);
  } catch (error) {
    context.log.warn({ err: error, effectId: id }, "failed to open a way to another channel");
    return failed("switch.failed", "The way to the other channel could not be opened");
  }
}

async function look(
  context: ServerContext,
  conversation: ConversationDoc,
  id: string,
  { channelId, writeFirst, words, expiresAt }: SwitchRequest,
): Promise<Outcome> {
  const { config, connection, now } = context;
  const { workspaceId, contactId, _id: conversationId } = conversation;
  const account = await channelAccounts(connection).in(workspaceId).findById(channelId);
  if (!account || account.paused) {
    return failed("switch.no-channel", "The channel is paused or not connected any more");
  }
  const known = writeFirst ? await writable(context, conversation, account) : undefined;
  if (known !== undefined) {
    return answer({ conversationId: known });
  }
  const links = channelSwitches(connection).in(workspaceId);
  const fresh: ChannelSwitchFields & { readonly _id: string } = {
    _id: id,
    code: switchCode(randomInt),
    channelId,
    conversationId,
    contactId,
    createdAt: now(),
    expiresAt,
    deleteAt: new Date(expiresAt + keptMs),
  };
  const ways = channelOf(account.type)?.refLinks;
  if (!ways) {
    return failed("switch.no-link", noLink);
  }
  await addMissing(links, [fresh]);
  const code = (await links.findById(id))?.code ?? fresh.code;
  const url = chatLink(config.publicUrl, account, { code, text: words, page: "" });
  if (url === undefined) {
    return failed("switch.no-link", noLink);
  }
  // Buttons of platforms open pages only, and a page can show the code that people have to send.
  const isPage = ways.carries !== "typed" && /^https?:/.test(url);
  return answer({ switchId: id, url: isPage ? url : config.publicUrl + switchPage(code) });
}

/** The contact's newest conversation on a channel, if the channel takes messages to it now. */
async function writable(
  { connection, now }: ServerContext,
  { workspaceId, contactId }: ConversationDoc,
  { _id, type }: ChannelRecord,
): Promise<string | undefined> {
  const abilities = channelOf(type)?.abilities;
  const [stored] = await conversationsOf(connection)
    .find({ workspaceId, contactId, channelId: String(_id), reachable: true })
    .sort({ updatedAt: -1 })
    .limit(1)
    .toArray();
  const there = stored && readConversation(stored);
  return there && abilities && sendWindow(there, abilities, now()).open ? there._id : undefined;
}

function answer(place: SwitchPlace): Outcome {
  return { answer: { ...place } };
}
