import type { ChannelEvent } from "../channel.ts";
import type { Json } from "../read-json.ts";

const weekMs = 7 * 24 * 60 * 60 * 1_000;

/** A comment below a post. */
interface Comment {
  readonly account: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly from: Extract<ChannelEvent, { kind: "message" }>["from"];
  readonly said: string;
  /** The comment's id and where it stands, for flows: `{{ message.data.comment.id }}`. */
  readonly comment: Json & { readonly id: string };
  /** The commented object, for the reference `comment:<id>`. */
  readonly about: string | undefined;
  readonly source: "COMMENT" | "LIVE_COMMENT";
  readonly headline?: string | undefined;
}

/** Makes the event of a comment. For seven days one private reply may answer it. Told twice, it is the same event. */
export function commentEvent(told: Comment): ChannelEvent {
  const { account, at, from, said, comment, about, source, headline } = told;
  return {
    id: `comment:${comment.id}`,
    account,
    at,
    kind: "message",
    comment: true,
    from,
    messageId: comment.id,
    content: { kind: "text", text: said, data: { comment } },
    referral: {
      ref: about === undefined ? "comment" : `comment:${about}`,
      source,
      body: said,
      headline,
    },
    replyToken: { value: comment.id, until: at + weekMs, opensWindow: true },
  };
}
