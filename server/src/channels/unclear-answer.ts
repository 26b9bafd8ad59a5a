import type { SendResult } from "./channel.ts";

/** A good status without the id that the platform promises, such as a proxy's page or an empty body. */
export const unclearAnswer: SendResult = {
  ok: false,
  failure: {
    kind: "unknown",
    code: "answer.unclear",
    message: "The platform answered without the id of a message, so it may not have taken it.",
  },
};
