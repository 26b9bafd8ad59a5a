/** Which conversations the list shows, by who is responsible. */
export const views = ["mine", "unassigned", "waiting", "all"] as const;
export type View = (typeof views)[number];
