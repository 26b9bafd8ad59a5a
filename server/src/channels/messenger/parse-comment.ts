import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent } from "../channel.ts";
import { commentEvent } from "../meta/comment-event.ts";
import { id, type Json, object, text, timeOf } from "../read-json.ts";

/**
 * Reads a comment below a post of the page (field `feed`). Flows for the reference `comment:<post id>` start with it. For seven days one
 * private reply may answer it. Undefined for what is no new comment, one of the page itself, or one without words.
 */
export function parseFeedComment(
  value: Json,
  { account, at: entryAt }: { readonly account: string | undefined; readonly at: number },
): ChannelEvent | undefined {
  const commentId = id(value.comment_id);
  const author = object(value.from);
  const from = id(author.id);
  const said = text(value.message);
  if (value.item !== "comment" || value.verb !== "add") {
    return undefined;
  }
  if (commentId === undefined || from === undefined || said === undefined || from === account) {
    return undefined;
  }
  const at = timeOf(value.created_time, entryAt);
  const postId = id(value.post_id);
  const parentId = id(value.parent_id);
  const comment = {
    id: commentId,
    ...defined({ postId, parentId: parentId === postId ? undefined : parentId }),
  };
  return commentEvent({
    account,
    at,
    from: { id: from, ...defined({ profile: nameOf(author) }) },
    said,
    comment,
    about: postId,
    source: "COMMENT",
  });
}

function nameOf({ name }: Json): { readonly name: string } | undefined {
  const given = text(name);
  return given === undefined ? undefined : { name: given };
}
