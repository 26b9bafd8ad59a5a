import type { TemplateDraft } from "@chatloom/flows-schema";

/** Keeps a draft in this tab until it is submitted; undefined forgets it. */
export function keepDraft(channelId: string, draft: TemplateDraft | undefined): void {
  try {
    if (draft) {
      sessionStorage.setItem(keyOf(channelId), JSON.stringify(draft));
    } else {
      sessionStorage.removeItem(keyOf(channelId));
    }
  } catch {
    // Storage is full or forbidden.
  }
}

/** The draft that was kept for a channel. */
export function keptDraft(channelId: string): TemplateDraft | undefined {
  try {
    const kept = sessionStorage.getItem(keyOf(channelId));
    return kept === null ? undefined : (JSON.parse(kept) as TemplateDraft);
  } catch {
    return undefined;
  }
}

function keyOf(channelId: string): string {
  return `chatloom.templateDraft.${channelId}`;
}
