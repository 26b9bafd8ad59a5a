import type { Input } from "@chatloom/runtime";
import type { BroadcastMissed } from "./conversation-doc.ts";
import { addSideEffect } from "./settle-effects.ts";
import type { TurnDraft } from "./turn-draft.ts";

/** Notes that the flow of a broadcast does not start, so that its list says why. */
export function withMissedBroadcast(
  draft: TurnDraft,
  id: string,
  inputs: readonly Input[],
  reason: BroadcastMissed["reason"],
): TurnDraft {
  const [input] = inputs;
  if (input?.type !== "start" || input.broadcast === undefined) {
    return draft;
  }
  const effect = { type: "missBroadcast", id, broadcastId: input.broadcast, reason } as const;
  return { ...draft, conversation: addSideEffect(draft.conversation, effect) };
}
