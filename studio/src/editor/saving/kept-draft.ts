import { type Flow, readFlow } from "@chatloom/flows-schema";
import { del, get, set } from "idb-keyval";

/** A draft that the server does not have yet, as this browser keeps it. */
export interface KeptDraft {
  readonly flow: Flow;
  /** The revision that it was edited from. */
  readonly revision: number;
  /** When it was kept, ISO 8601. */
  readonly at: string;
}

/** The place in this browser's database where the unsaved draft of one flow and account is kept. */
export interface DraftKeeper {
  readonly keep: (draft: KeptDraft) => Promise<void>;
  readonly find: () => Promise<KeptDraft | undefined>;
  readonly forget: () => Promise<void>;
}

/** Opens the place for a flow's unsaved draft. Never throws: a browser without a database keeps nothing. */
export function keptDraft(accountId: string, flowId: string): DraftKeeper {
  const key = `draft:${accountId}:${flowId}`;
  return {
    keep: (draft) => set(key, draft).catch(nothingKept),
    async find() {
      try {
        const kept = await get<KeptDraft>(key);
        // An older version of Chatloom may have written it.
        return kept && { ...kept, flow: readFlow(kept.flow) };
      } catch {
        return undefined;
      }
    },
    forget: () => del(key).catch(nothingKept),
  };
}

function nothingKept(): void {}
