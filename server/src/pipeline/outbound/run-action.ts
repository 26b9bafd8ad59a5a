import type { TObject } from "typebox";
import type { HttpReply } from "../../channels/channel.ts";
import { refusalOf } from "../../channels/refusal-of.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { Action, ActionStep, ExpectedReplies } from "../../desks/desk.ts";
import type { CaseOutcome } from "../../domain/apply-case-outcome.ts";
import { reasonOf } from "../../domain/reason-of.ts";
import type { ConnectedAccount } from "../../records/connected-channel.ts";
import { attempt } from "./attempt.ts";
import type { Caller } from "./noting-client.ts";
import { sendCall } from "./send-call.ts";

/** No platform takes more calls than this for one action. */
const mostCalls = 30;

/** The result of an action, with the answers behind it. */
export type ActionResult<D> =
  | { readonly done: D; readonly replies: readonly HttpReply[] }
  | Exclude<CaseOutcome, { kind: "done" }>;

/** Makes the calls of an action one after the other. Nothing leaves after `deadline` (epoch milliseconds). Never throws. */
export async function runAction<R, D>(
  client: Caller,
  context: ServerContext,
  { channel: platform, settings }: Pick<ConnectedAccount, "channel" | "settings">,
  action: Action<R, D, TObject>,
  request: R,
  deadline: number,
): Promise<ActionResult<D>> {
  const replies: HttpReply[] = [];
  for (;;) {
    const next = attempt(() => action(request, settings, replies));
    if ("kind" in next) {
      return next;
    }
    const step: ActionStep<D> = next.made;
    if ("done" in step) {
      return { done: step.done, replies };
    }
    if (replies.length === mostCalls) {
      const message = `${platform.title} asked for more than ${mostCalls} calls`;
      return { kind: "failed", failure: "content", reason: { code: "desk.endless", message } };
    }
    const result = await sendCall(client, context, step.call, deadline);
    if ("kind" in result) {
      return { kind: "failed", failure: result.failure, reason: result.reason };
    }
    if (!("reply" in result)) {
      const lost = "lost" in result ? result.lost : result.notSent;
      return { kind: "later", reason: { code: "host.away", message: lost }, afterMs: undefined };
    }
    const { reply } = result;
    const refused = isExpected(step.expect, reply) ? undefined : refusalOf(platform, reply);
    if (refused) {
      const { kind, retryAfterMs } = refused;
      const reason = reasonOf(refused);
      return kind === "busy"
        ? { kind: "later", reason, afterMs: retryAfterMs }
        : { kind: "failed", failure: kind, reason };
    }
    replies.push(reply);
  }
}

function isExpected(expect: ExpectedReplies | undefined, reply: HttpReply): boolean {
  return typeof expect === "function" ? expect(reply) : expect?.includes(reply.status) === true;
}
