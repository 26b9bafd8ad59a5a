import type { Behaviour } from "../behaviour.ts";

/** Where a run begins that a link, QR code or ad has started; `referral` tells which. */
export const triggerReferral: Behaviour<"trigger.referral"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
};
