import { replaceTexts, type TextHit } from "@chatloom/flows-schema";
import { useEditor } from "../state/editor-store.ts";

/** Replaces hits of a search as one step that can be undone, and counts what was replaced and what did not fit. */
export function replaceHits(
  hits: readonly TextHit[],
  replacement: string,
): { readonly replaced: number; readonly skipped: number } {
  const { flow, edit } = useEditor.getState();
  const { replaced, skipped } = replaceTexts(flow, hits, replacement);
  edit({ name: "replaceTexts", apply: (now) => replaceTexts(now, hits, replacement).flow });
  return { replaced, skipped };
}
