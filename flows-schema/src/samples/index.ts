import type { Sample } from "../sample.ts";

/** The flows to start from, as the studio lists them. */
export const samples: readonly Sample[] = [];
