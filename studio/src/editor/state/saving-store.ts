import { create } from "zustand";
import type { ApiProblem } from "../../ui/api-problem.ts";

/**
 * Whether the server has the draft: `conflict` when someone else saved in between, `refused` when the server does not
 * take it, `signedOut` when the session has ended.
 */
export type SaveState =
  | "saved"
  | "unsaved"
  | "saving"
  | "offline"
  | "conflict"
  | "refused"
  | "signedOut";

/** The last known state of the draft on the server. */
interface Saving {
  readonly state: SaveState;
  readonly revision: number;
  /** Why the server refused the draft. */
  readonly problem: ApiProblem | undefined;
}

/** The state of saving, for the toolbar and the dialogs. */
export const useSaving = create<Saving>()(() => ({
  state: "saved",
  revision: 0,
  problem: undefined,
}));
