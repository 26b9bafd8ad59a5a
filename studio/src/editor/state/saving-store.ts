import { create } from "zustand";

/** How the draft fares: `conflict` when someone else saved in between, `refused` when the server does not take it. */
export type SaveState = "saved" | "unsaved" | "saving" | "offline" | "conflict" | "refused";

/** What is known about the draft on the server. */
interface Saving {
  readonly state: SaveState;
  readonly revision: number;
  readonly problem: string;
}

/** The state of saving, for the toolbar and the dialogs. */
export const useSaving = create<Saving>()(() => ({ state: "saved", revision: 0, problem: "" }));
