import { defined } from "@chatloom/flows-schema";
import { type AnsweringEffect, botMayAct, type EffectError, type Input } from "@chatloom/runtime";
import type { AwaitedCall } from "../../domain/awaited-call.ts";
import type { ConversationDoc, HeldInput } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import { lookUpQueue } from "../../records/look-up-queue.ts";
import type { ShowText } from "../effects/effect-doer.ts";
import { failed, type Outcome } from "../effects/outcome.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import { openSwitch } from "../switches/open-switch.ts";
import type { ConversationLease } from "./conversation-lease.ts";
import { openPartial } from "./show-partial.ts";
import { traceWork } from "./trace-work.ts";

/** The effects of one conversation whose answers are awaited. */
export interface Calls {
  /** Begins those that were decided and are not under way. */
  readonly start: () => Promise<void>;
  /** The conversation as it is left to others: they may begin what was not begun here. */
  readonly leave: (conversation: ConversationDoc) => ConversationDoc;
  /** Whether any may be begun now. */
  readonly toStart: () => boolean;
  readonly answered: () => boolean;
  /** The answers so far; they stay until `settled`. */
  readonly answers: () => readonly HeldInput[];
  readonly settled: (answers: readonly HeldInput[]) => void;
  /** Reports a call as failed whose answer cannot be processed. */
  readonly replace: (answer: HeldInput, error: EffectError) => void;
  readonly underWay: () => boolean;
}

/** `raise` is called with each answer. */
export function createCalls(
  services: PipelineServices,
  lease: ConversationLease,
  raise: () => void,
): Calls {
  const begun = new Set<string>();
  const underWay = new Map<string, AbortController>();
  let answers: readonly HeldInput[] = [];
  // Calls that are there before our first decision were begun by a process that has ended.
  const inherited = new Set(lease.state.calls.filter((it) => !it.untouched).map((it) => it.id));

  return {
    async start() {
      for (const [id, cancel] of underWay) {
        if (!lease.state.calls.some((it) => it.id === id)) {
          cancel.abort();
        }
      }
      if (!mayStart()) {
        return;
      }
      // Should this process die, the next one must not take it for untouched.
      if (lease.state.calls.some((it) => it.untouched)) {
        await lease.write(touched);
      }
      if (!mayStart()) {
        return;
      }
      for (const effect of lease.state.calls) {
        if (begun.has(effect.id)) {
          continue;
        }
        begun.add(effect.id);
        void carryOut(effect);
      }
    },
    leave(conversation) {
      const left = conversation.calls.map(
        (it): AwaitedCall =>
          begun.has(it.id) || inherited.has(it.id) || it.untouched
            ? it
            : { ...it, untouched: true },
      );
      const same = left.every((it, index) => it === conversation.calls[index]);
      return same ? conversation : changed(conversation, { calls: left });
    },
    toStart: () => mayStart() && lease.state.calls.some((it) => !begun.has(it.id)),
    answered: () => answers.length > 0,
    replace(answer, error) {
      const { input } = answer;
      if (input.type !== "effectAnswered") {
        return;
      }
      const failure: Input = { type: "effectFailed", effectId: input.effectId, error };
      answers = answers.map((it) =>
        it === answer ? { id: it.id, input: failure, trace: it.trace } : it,
      );
    },
    answers: () => answers,
    settled(done) {
      answers = answers.filter((it) => !done.includes(it));
    },
    underWay: () => underWay.size > 0,
  };

  /** Visitors and members may see the answer while it is written. */
  async function answerShown(effect: AnsweringEffect, signal: AbortSignal): Promise<Outcome> {
    const partial = await openPartial(services, lease, effect);
    const cancelled = () => partial?.end();
    signal.addEventListener("abort", cancelled);
    const outcome = await answerOf(effect, signal, partial?.show);
    signal.removeEventListener("abort", cancelled);
    partial?.end(outcome);
    return outcome;
  }

  async function answerOf(
    effect: AnsweringEffect,
    signal: AbortSignal,
    show?: ShowText,
  ): Promise<Outcome> {
    const workspaceId = String(lease.state.workspaceId);
    if (effect.type !== "lookUpQueue") {
      const { contactId, _id: conversationId } = lease.state;
      const step = `${effect.flowId}/${effect.nodeId}`;
      const place = { workspaceId, conversationId, contactId, step };
      if (effect.type === "openSwitch") {
        return openSwitch(services.context, lease.state, effect.id, effect.switch);
      }
      if (effect.type === "callCrm") {
        return services.crmEffects.carryOut(effect, place, signal);
      }
      if (effect.type === "callSheet") {
        return services.effects.sheets.carryOut(effect, place, signal);
      }
      return effect.type === "createPayment" || effect.type === "checkPayment"
        ? services.payments.carryOut(effect, place, signal)
        : services.effects.carryOut(effect, place, signal, show);
    }
    try {
      const { assignTo, teamId, skill, memberId, priority } = effect;
      const target = defined({ assignTo, teamId, skill, memberId, priority });
      const queue = await lookUpQueue(services.context, workspaceId, target);
      return { answer: { ...queue } };
    } catch (error) {
      const conversationId = lease.state._id;
      services.context.log.warn({ err: error, conversationId }, "failed to look up the queue");
      return failed("queue.unavailable", "The state of the queue could not be read");
    }
  }

  function mayStart(): boolean {
    return botMayAct(lease.state) && !services.closing();
  }

  async function carryOut(effect: AwaitedCall): Promise<void> {
    const cancel = new AbortController();
    underWay.set(effect.id, cancel);
    const { trace, flowId, nodeId } = effect;
    const again = inherited.has(effect.id);
    const facts = { flowId, nodeId };
    const work = { trace, again, facts };
    const span = traceWork(services, lease.state, `effect ${effect.type}`, work);
    const outcome =
      again && !repeatable(effect)
        ? failed("effect.interrupted", "The server stopped while this was under way")
        : await answerShown(effect, cancel.signal);
    span?.end("error" in outcome ? outcome.error.code : undefined);
    const input: Input =
      "answer" in outcome
        ? { type: "effectAnswered", effectId: effect.id, answer: outcome.answer }
        : { type: "effectFailed", effectId: effect.id, error: outcome.error };
    underWay.delete(effect.id);
    // Nobody waits for the answer of a call that was cancelled.
    if (lease.state.calls.some((it) => it.id === effect.id)) {
      answers = [...answers, { id: effect.id, input, trace: span?.trace }];
    }
    raise();
  }
}

function touched(conversation: ConversationDoc): ConversationDoc {
  const calls = conversation.calls.map(({ untouched: _, ...call }) => call as AnsweringEffect);
  return changed(conversation, { calls });
}

/** Whether doing it once more does no harm. */
function repeatable(effect: AnsweringEffect): boolean {
  if (effect.type === "callMcp") {
    return effect.call.repeatable;
  }
  if (effect.type === "callSheet") {
    return effect.sheet.action !== "append" || effect.sheet.keyColumn !== "";
  }
  if (effect.type !== "callHttp") {
    return true;
  }
  return ["GET", "HEAD", "PUT", "DELETE"].includes(effect.request.method.toUpperCase());
}
