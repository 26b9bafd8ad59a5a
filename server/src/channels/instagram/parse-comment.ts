import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent } from "../channel.ts";
import { commentEvent } from "../meta/comment-event.ts";
import { id, type Json, object, text } from "../read-json.ts";

interface CommentPlace {
  readonly account: string | undefined;
  readonly at: number;
}

/**
 * Reads a comment below a post, an ad, or in a live video. Flows for the reference `comment:<media id>` start with it. For seven days
 * one private reply may answer it. Undefined for a comment of the account itself, or one without words.
 */
export function parseComment(
  field: "comments" | "live_comments",
  value: Json,
  { account, at }: CommentPlace,
): ChannelEvent | undefined {
  const commentId = id(value.id) ?? id(value.comment_id);
  const author = object(value.from);
  const from = id(author.id);
  const said = text(value.text);
  if (commentId === undefined || from === undefined || said === undefined) {
    return undefined;
  }
  if (from === account || id(author.self_ig_scoped_id) === account) {
    return undefined;
  }
  const media = object(value.media);
  const mediaId = id(media.id);
  const comment = {
    id: commentId,
    ...defined({
      mediaId,
      mediaType: text(media.media_product_type),
      adId: id(media.ad_id),
      parentId: id(value.parent_id),
    }),
  };
  const username = text(author.username);
  // A boosted post tells of the same comment twice.
  return commentEvent({
    account,
    at,
    from: { id: from, profile: username === undefined ? undefined : { username } },
    said,
    comment,
    about: mediaId,
    source: field === "comments" ? "COMMENT" : "LIVE_COMMENT",
    headline: text(media.ad_title),
  });
}
