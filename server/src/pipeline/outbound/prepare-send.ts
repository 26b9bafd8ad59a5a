import type { Channel, HttpReply, OutgoingMessage } from "../../channels/channel.ts";
import { refusalOf } from "../../channels/refusal-of.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import type { PlatformItems } from "../../records/platform-item-model.ts";
import { attempt } from "./attempt.ts";
import { outcomeOf } from "./outcome-of.ts";
import type { sendCall } from "./send-call.ts";

/** No platform takes more calls than this for one message. */
const mostCalls = 5;

/** In place of the answer to a call for a member who has left. */
const notMade: HttpReply = { status: 410, headers: {}, body: null };

/** The answers to the calls before a message, and the names of those that were kept from an earlier one. */
interface Prepared {
  readonly replies: readonly HttpReply[];
  readonly reused: readonly string[];
}

/** Makes the calls that must come before a message is sent; gives their answers, or why it cannot be sent. */
export async function prepareSend(
  channel: Channel,
  settings: ConnectedChannel["settings"],
  message: OutgoingMessage,
  send: (call: Parameters<typeof sendCall>[2]) => ReturnType<typeof sendCall>,
  items: PlatformItems,
): Promise<Prepared | Outcome> {
  const replies: HttpReply[] = [];
  const reused: string[] = [];
  while (replies.length < mostCalls) {
    const next = attempt(() => channel.prepare?.(message, settings, replies));
    if ("kind" in next) {
      return next;
    }
    if (!next.made) {
      break;
    }
    const { keep, optional, ...call } = next.made;
    const body = keep && (await items.find(keep.as));
    if (keep && body !== undefined) {
      reused.push(keep.as);
      replies.push({ status: 200, headers: {}, body });
      continue;
    }
    if (keep?.ofMember !== undefined && !(await items.isMember(keep.ofMember))) {
      replies.push(notMade);
      continue;
    }
    const result = await send(call);
    if ("kind" in result) {
      return result;
    }
    if (!("reply" in result)) {
      const lost = "lost" in result ? result.lost : result.notSent;
      // Such a call does no harm twice, so a lost answer is no doubt about the message.
      return { kind: "later", reason: { code: "host.away", message: lost }, afterMs: undefined };
    }
    const refused = refusalOf(channel, result.reply);
    if (refused && !(optional && refused.kind !== "busy")) {
      return outcomeOf(refused);
    }
    if (keep && !refused) {
      await items.keep(keep, result.reply.body);
    }
    replies.push(result.reply);
  }
  return { replies, reused };
}
