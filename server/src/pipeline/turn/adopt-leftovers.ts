import { applyOutcome, withUncertainAttempt } from "../../domain/apply-outcome.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import type { ConversationLease } from "./conversation-lease.ts";

type MessageEntry = Extract<OutboxEntry, { kind: "message" }>;

/**
 * Judges the sends that another runner had begun and did not finish: the thread may know that one arrived; else it is repeated where
 * that is harmless, and marked `unknown` where it is not. `own` are those that this runner itself has under way. What
 * was begun in a helpdesk is repeated: its action looks first for what an earlier attempt made.
 */
export async function adoptLeftovers(
  services: PipelineServices,
  lease: ConversationLease,
  own: { readonly send: string | undefined; readonly forward: string | undefined },
): Promise<void> {
  lease.refuseIfElsewhere();
  const { forwards } = lease.state;
  if (forwards?.some((it) => it.state === "sending" && it.id !== own.forward)) {
    lease.amend((state) =>
      changed(state, {
        forwards: (state.forwards ?? []).map((it) =>
          it.id === own.forward ? it : { ...it, state: "queued", nextAt: 0 },
        ),
      }),
    );
  }
  const begun = lease.state.outbox.filter(
    (it): it is MessageEntry =>
      it.kind === "message" && it.state === "sending" && it.id !== own.send,
  );
  if (begun.length === 0) {
    return;
  }
  const { turnContext } = await services.loadEnvironment(lease.state);
  for (const entry of begun) {
    const { now } = services.context;
    const message = await services.messages.byId(entry.messageId);
    const arrived = message?.delivery && message.delivery !== "queued";
    if (!arrived && (turnContext.abilities.idempotencyKey || turnContext.local)) {
      lease.amend((state) =>
        changed(state, {
          outbox: state.outbox.map(
            (it): OutboxEntry =>
              it.id === entry.id
                ? { ...withUncertainAttempt(entry), state: "queued", nextAt: now() }
                : it,
          ),
        }),
      );
      continue;
    }
    const outcome = arrived
      ? ({ kind: "sent", platformId: message.platformId } as const)
      : ({ kind: "unknown", reason: interrupted } as const);
    lease.amend((state) => applyOutcome(state, entry.id, outcome, { now: now(), chance: 0 }));
  }
}

const interrupted = {
  code: "send.interrupted",
  message: "The server stopped while this was being sent; it may have arrived",
};
