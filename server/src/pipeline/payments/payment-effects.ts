import type { Effect } from "@chatloom/runtime";
import type { PaymentEvent } from "../../payments/payment-event.ts";
import {
  type ConnectedAccount,
  isPaymentAccount,
  noteEvent,
} from "../../records/connected-channel.ts";
import { payments } from "../../records/payment-model.ts";
import type { EffectPlace } from "../effects/effect-place.ts";
import { createFairQueue, QueueFull } from "../effects/fair-queue.ts";
import { failed, type Outcome } from "../effects/outcome.ts";
import { type CallServices, notingClient } from "../outbound/noting-client.ts";
import { checkPayment } from "./check-payment.ts";
import { createLink } from "./create-link.ts";
import { type SettleParts, settlePayment } from "./settle-payment.ts";

/** An effect of a payment step. */
export type PaymentEffect = Extract<Effect, { type: "createPayment" | "checkPayment" }>;

/** Carries out what payment steps ask for, and receives what providers report. */
export interface PaymentEffects {
  /** Never throws: what goes wrong is an outcome with a stable code. */
  readonly carryOut: (
    effect: PaymentEffect,
    place: EffectPlace,
    signal?: AbortSignal,
  ) => Promise<Outcome>;
  /** Stores what a provider reported of one of our payments. Others are passed over. Repeating it changes nothing. */
  readonly report: (
    connected: ConnectedAccount,
    event: Extract<PaymentEvent, { kind: "payment" }>,
  ) => Promise<void>;
}

/** Providers allow 25 calls a second and more; one workspace's rush must not keep the others waiting. */
const callLimits = { atOnce: 40, atOncePerOwner: 10, waitingPerOwner: 1_000 };

/** Made once per server. */
export function createPaymentEffects(
  parts: SettleParts & CallServices,
  accountOf: (id: string) => Promise<ConnectedAccount | undefined>,
): PaymentEffects {
  const { context } = parts;
  const queue = createFairQueue(callLimits);

  async function carryOut(
    effect: PaymentEffect,
    place: EffectPlace,
    signal?: AbortSignal,
  ): Promise<Outcome> {
    const { workspaceId } = place;
    const payment =
      effect.type === "checkPayment"
        ? await payments(context.connection).in(workspaceId).findById(effect.paymentId)
        : undefined;
    const accountId =
      effect.type === "createPayment" ? effect.payment.connectionId : payment?.accountId;
    const account = accountId === undefined ? undefined : await accountOf(accountId);
    if (!account || account.workspaceId !== workspaceId || !isPaymentAccount(account)) {
      return failed("payment.not-connected", "The payment connection does not exist any more");
    }
    if (account.status === "paused" && effect.type === "createPayment") {
      return failed("payment.paused", "The payment connection is paused");
    }
    const calling = { ...parts, account, client: notingClient(parts, account), signal };
    if (effect.type === "createPayment") {
      return createLink(calling, effect.id, effect.payment, place);
    }
    return payment
      ? checkPayment(calling, payment, effect.close)
      : failed("payment.unknown", "The payment does not exist any more");
  }

  return {
    carryOut: async (effect, place, signal) => {
      try {
        return await queue.add(place.workspaceId, () => carryOut(effect, place, signal));
      } catch (error) {
        if (error instanceof QueueFull) {
          return failed("payment.busy", error.message);
        }
        context.log.error(
          { err: error, effectId: effect.id },
          "failed to carry out a payment effect",
        );
        return failed("payment.failed", "The payment could not be processed");
      }
    },
    async report(connected, event) {
      const [found] = await payments(context.connection)
        .in(connected.workspaceId)
        .find({ accountId: connected.id, reference: event.reference }, { limit: 1 });
      await noteEvent(context, connected);
      if (found) {
        await settlePayment(parts, found, event);
      }
    },
  };
}
