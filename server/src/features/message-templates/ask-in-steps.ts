import type { Channel, HttpCall, HttpReply } from "../../channels/channel.ts";
import { refusalOf } from "../../channels/refusal-of.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { Caller } from "../../pipeline/outbound/noting-client.ts";
import { callTimeoutMs } from "../../pipeline/outbound/platform-client.ts";
import { sendCall } from "../../pipeline/outbound/send-call.ts";

/** All answers, each of them good, or why one was not. */
export type Answers = { readonly replies: readonly HttpReply[] } | { readonly problem: string };

/** More calls than any list of templates takes. */
const mostCalls = 2_000;

/** Makes the calls that `next` gives, one after the other, until it gives none or one is refused. Never throws. */
export async function askInSteps(
  context: ServerContext,
  client: Caller,
  channel: Channel,
  next: (replies: readonly HttpReply[]) => HttpCall | undefined,
): Promise<Answers> {
  const replies: HttpReply[] = [];
  for (let call = next(replies); call && replies.length < mostCalls; call = next(replies)) {
    const result = await sendCall(client, context, call, Date.now() + callTimeoutMs);
    if ("kind" in result) {
      return { problem: result.reason.message };
    }
    if (!("reply" in result)) {
      return { problem: "notSent" in result ? result.notSent : result.lost };
    }
    const refused = refusalOf(channel, result.reply);
    if (refused) {
      return { problem: `${channel.title}: ${refused.message}`.slice(0, 500) };
    }
    replies.push(result.reply);
  }
  return { replies };
}
