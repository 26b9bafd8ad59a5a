import type { Behaviour } from "../behaviour.ts";

/** Starts a run at the first contact. */
export const triggerWelcome: Behaviour<"trigger.welcome"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
  starts: (_, input, { firstContact }) => {
    const greets =
      input.type === "welcome" ||
      (firstContact && ["message", "postback", "referral"].includes(input.type));
    return greets ? { stage: "greeting", within: 0 } : undefined;
  },
};
