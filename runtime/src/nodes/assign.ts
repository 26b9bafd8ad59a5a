import type { Behaviour } from "../behaviour.ts";

/** Makes a member responsible; the bot goes on. */
export const assign: Behaviour<"assign"> = {
  enter: ({ data: { to, memberId } }) => ({
    effects: [{ type: "assign", to, memberId: memberId || undefined }],
    then: { do: "leave", port: "next" },
  }),
};
