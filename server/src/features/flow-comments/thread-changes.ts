import { Conflict, DomainError, NotFound } from "../../context/errors.ts";
import type { FlowThreadFields, StoredComment } from "../../records/flow-thread-model.ts";

/** The part of a thread that comments change. */
export type ThreadState = Pick<
  FlowThreadFields,
  "step" | "resolved" | "resolvedBy" | "comments" | "unread"
>;

const mostComments = 200;

/** Adds a comment, which reopens the thread. Throws `comment.too-many` beyond 200. */
export function withComment(thread: ThreadState, comment: StoredComment): ThreadState {
  if (thread.comments.length >= mostComments) {
    throw new Conflict("comment.too-many", `A step has at most ${mostComments} comments`);
  }
  return {
    ...thread,
    resolved: false,
    resolvedBy: "",
    comments: [...thread.comments, comment],
    unread: told(thread, comment, comment.mentions),
  };
}

/** Changes a comment of the member. Members whom it did not mention before have something to read. */
export function withChangedComment(
  thread: ThreadState,
  memberId: string,
  change: Pick<StoredComment, "id" | "text" | "mentions"> & { readonly editedAt: number },
): ThreadState {
  const before = ownComment(thread, change.id, memberId);
  const fresh = change.mentions.filter((it) => !before.mentions.includes(it));
  return {
    ...thread,
    comments: thread.comments.map((it) => (it === before ? { ...it, ...change } : it)),
    unread: told(thread, before, fresh),
  };
}

/** Removes a comment of the member. Those whom no other comment mentions have nothing to read any more. */
export function withoutComment(
  thread: ThreadState,
  commentId: string,
  memberId: string,
): ThreadState {
  const gone = ownComment(thread, commentId, memberId);
  const comments = thread.comments.filter((it) => it !== gone);
  const mentioned = new Set(comments.flatMap((it) => it.mentions));
  return { ...thread, comments, unread: thread.unread.filter((it) => mentioned.has(it)) };
}

/** Notes that a member has read the thread; undefined where nothing was unread. */
export function readBy(thread: ThreadState, memberId: string): ThreadState | undefined {
  return thread.unread.includes(memberId)
    ? { ...thread, unread: thread.unread.filter((it) => it !== memberId) }
    : undefined;
}

function told(
  { unread }: ThreadState,
  { memberId }: StoredComment,
  mentions: readonly string[],
): readonly string[] {
  return [...new Set([...unread, ...mentions.filter((it) => it !== memberId)])];
}

/** Throws `comment.not-found` and `comment.not-own`. */
function ownComment({ comments }: ThreadState, commentId: string, memberId: string): StoredComment {
  const found = comments.find((it) => it.id === commentId);
  if (!found) {
    throw new NotFound("comment");
  }
  if (found.memberId !== memberId) {
    throw new DomainError("forbidden", "comment.not-own", "Only its author may change a comment");
  }
  return found;
}
