import type { Behaviour } from "../behaviour.ts";

/** Assigns a member; the bot continues. */
export const assign: Behaviour<"assign"> = {
  enter: ({ data: { to, memberId } }) => ({
    effects: [{ type: "assign", to, memberId: memberId || undefined }],
    then: { do: "leave", port: "next" },
  }),
};
