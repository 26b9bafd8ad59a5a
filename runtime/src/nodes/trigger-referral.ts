import type { Behaviour } from "../behaviour.ts";

const ranks = { exact: 0, startsWith: 1, any: 2 } as const;
/** In characters. */
const longestRef = 10_000;

/** Starts a run of a contact who came through a link, QR code or ad; `referral` tells which. */
export const triggerReferral: Behaviour<"trigger.referral"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
  // An exact ref comes first, then the longest beginning, then any ref.
  starts: ({ match, ref }, input) => {
    const came = input.type === "referral" || input.type === "welcome" ? input.ref : undefined;
    if (came === undefined) {
      return undefined;
    }
    const fits =
      match === "any" || (match === "exact" ? ref === came : ref !== "" && came.startsWith(ref));
    const within = ranks[match] * longestRef + Math.max(0, longestRef - ref.length);
    return fits ? { stage: "named", within } : undefined;
  },
};
