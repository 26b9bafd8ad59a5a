import type { Behaviour } from "../behaviour.ts";
import type { Input } from "../input.ts";

/** Starts a run if no other trigger answers. */
export const triggerAny: Behaviour<"trigger.any"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
  starts: ({ kinds }, input) => {
    const kind = kindOf(input);
    const fits = kind !== undefined && (kinds as readonly string[]).includes(kind);
    const unlimited = kinds.length === 0 && (kind !== undefined || input.type === "welcome");
    return fits || unlimited ? { stage: "last", within: 0 } : undefined;
  },
};

/** Returns the kind of an input; a tap counts as text. */
function kindOf(input: Input): string | undefined {
  if (input.type === "message") {
    return input.content.kind;
  }
  return input.type === "postback" ? "text" : undefined;
}
