import type { CannedReply } from "@chatloom/api-schema";

/** Finds canned replies: those whose shortcut begins so first, then those that contain the words. */
export function findReplies(
  replies: readonly CannedReply[],
  typed: string,
): readonly CannedReply[] {
  const wanted = plain(typed.replace(/^\//, ""));
  const rank = ({ shortcut, text }: CannedReply) => {
    const name = plain(shortcut);
    if (name.startsWith(wanted)) {
      return 0;
    }
    return name.includes(wanted) ? 1 : plain(text).includes(wanted) ? 2 : 3;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter((it) => it.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((it) => it.reply);
}

/** The text without case and marks, so that "hoan tien" finds "hoàn tiền". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}
