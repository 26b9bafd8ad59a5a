import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { Exact } from "./shapes.ts";

/**
 * Why something failed. `code` is ours, such as `http.timeout`, or the platform's own, such as `131047`; then `kind` says what it
 * means. `message` is English, or what the platform answered.
 */
export const Reason = Exact({
  code: Type.String(),
  kind: Optional(
    Type.Enum(["busy", "auth", "unknown", "token", "window", "unreachable", "content", "policy"], {
      type: "string",
    }),
  ),
  message: Type.String(),
});
export type Reason = Static<typeof Reason>;
