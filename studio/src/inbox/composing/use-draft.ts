import type { CannedFile } from "@chatloom/api-schema";
import { useCallback, useState } from "react";

/** A member's draft in a conversation. */
export interface Draft {
  readonly reply: string;
  readonly note: string;
  readonly files: readonly CannedFile[];
}

const empty: Draft = { reply: "", note: "", files: [] };
/** After so many conversations the oldest draft goes. */
const mostKept = 100;
const kept = new Map<string, Draft>();

/** The draft of a conversation; it stays while one looks at others. */
export function useDraft(
  conversationId: string,
): [Draft, (change: (draft: Draft) => Partial<Draft>) => void] {
  const [draft, setDraft] = useState(kept.get(conversationId) ?? empty);
  const change = useCallback(
    (by: (draft: Draft) => Partial<Draft>) =>
      setDraft((before) => {
        const next = { ...before, ...by(before) };
        kept.delete(conversationId);
        if (next.reply !== "" || next.note !== "" || next.files.length > 0) {
          kept.set(conversationId, next);
        }
        if (kept.size > mostKept) {
          kept.delete([...kept.keys()][0] ?? "");
        }
        return next;
      }),
    [conversationId],
  );
  return [draft, change];
}

/** Says whether a reply was begun in a conversation. */
export function hasReplyDraft(conversationId: string): boolean {
  return (kept.get(conversationId)?.reply ?? "") !== "";
}
