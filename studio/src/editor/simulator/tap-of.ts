import { tapsOf } from "@chatloom/runtime/chat";
import type { Simulation } from "./simulation.ts";

/** Returns the payload of the newest offer with this label; undefined where nothing to tap is called so. */
export function tapOf({ entries }: Simulation, label: string): string | undefined {
  const taps = entries.flatMap(({ content }) => (content.kind === "notice" ? [] : tapsOf(content)));
  return taps.findLast((it) => it.label === label)?.payload;
}
