import { applyOutcome } from "../../domain/apply-outcome.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import type { ConversationHold } from "./conversation-hold.ts";
import type { Workshop } from "./workshop.ts";

type MessageEntry = Extract<OutboxEntry, { kind: "message" }>;

/**
 * Judges the sends that another runner had begun and did not finish: the thread may know that one arrived; else it is repeated where
 * that is harmless, and marked `unknown` where it is not. `own` is the one that this runner itself has under way.
 */
export async function adoptLeftovers(
  workshop: Workshop,
  hold: ConversationHold,
  own: string | undefined,
): Promise<void> {
  hold.refuseIfElsewhere();
  const begun = hold.state.outbox.filter(
    (it): it is MessageEntry => it.kind === "message" && it.state === "sending" && it.id !== own,
  );
  if (begun.length === 0) return;
  const { surroundings } = await workshop.scene(hold.state);
  for (const entry of begun) {
    const { now } = workshop.context;
    const message = await workshop.messages.byId(entry.messageId);
    const arrived = message?.delivery && message.delivery !== "queued";
    if (!arrived && (surroundings.abilities.idempotencyKey || surroundings.local)) {
      hold.amend((state) =>
        changed(state, {
          outbox: state.outbox.map(
            (it): OutboxEntry =>
              it.id === entry.id ? { ...it, state: "queued", nextAt: now() } : it,
          ),
        }),
      );
      continue;
    }
    const outcome = arrived
      ? ({ kind: "sent", platformId: message.platformId } as const)
      : ({ kind: "unknown", reason: interrupted } as const);
    hold.amend((state) => applyOutcome(state, entry.id, outcome, { now: now(), chance: 0 }));
  }
}

const interrupted = {
  code: "send.interrupted",
  message: "The server stopped while this was being sent; it may have arrived",
};
