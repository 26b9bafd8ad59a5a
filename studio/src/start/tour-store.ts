import { create } from "zustand";

/** Where the tour stands. */
interface TourState {
  /** The step that is shown; undefined: the tour does not run. */
  readonly step: number | undefined;
  readonly begin: () => void;
  readonly go: (step: number) => void;
  readonly stop: () => void;
}

/** The tour of this browser. */
export const useTour = create<TourState>()((set) => ({
  step: undefined,
  begin: () => set({ step: 0 }),
  go: (step) => set({ step }),
  stop: () => set({ step: undefined }),
}));
