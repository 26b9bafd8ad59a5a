import { defined } from "@chatloom/flows-schema";
import { type PaymentReport, paymentToken } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { inputEvent } from "../../domain/input-event.ts";
import type { PaymentResult } from "../../payments/payment-event.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import type { InboundStore } from "../../records/inbound-store.ts";
import { type PaymentRecord, payments } from "../../records/payment-model.ts";
import { raiseAlert } from "../../records/raise-alert.ts";

/** The services that settle a payment. */
export interface SettleParts {
  readonly context: ServerContext;
  readonly inbound: Pick<InboundStore, "add">;
  readonly wake: (key: string) => void;
}

/**
 * Stores what came of a payment, and the report for the flow that waits for it. Once it is paid or has failed nothing changes it.
 * Repeating it changes nothing. False where another sum was paid than was asked for: members are told, and the flow is not.
 */
export async function settlePayment(
  { context, inbound, wake }: SettleParts,
  payment: PaymentRecord,
  { state, units, currency }: PaymentResult,
): Promise<boolean> {
  const { _id, workspaceId, conversationId, accountId, reference = "" } = payment;
  if (payment.state === "paid" || payment.state === "failed") {
    return true;
  }
  const own = payments(context.connection).in(workspaceId);
  const about = { conversationId, flowId: payment.flowId, channelId: accountId };
  if (state === "paid" && (units !== payment.units || currency !== payment.currency)) {
    const problem = `${units} ${currency} was paid in place of ${payment.units} (smallest units)`;
    const { modified } = await own.updateOne(
      { _id, problem: { $ne: problem } },
      { $set: { problem } },
    );
    if (modified > 0) {
      const message = `${reference}: ${problem}`;
      await raiseAlert(context, workspaceId, { code: "payment.amount-differs", message, ...about });
    }
    return false;
  }
  const conversation = await conversationsOf(context.connection).findOne(
    { _id: conversationId },
    { projection: { workspaceId: 1, channelId: 1 } },
  );
  const now = context.now();
  if (conversation) {
    const body: PaymentReport = { state, reference };
    const token = paymentToken(_id);
    const input = { type: "callback", token, body: { ...body } } as const;
    // Stored before the payment says so: whoever finds it settled can rely on the report.
    await inbound.add(inputEvent(conversation, `${token}:${state}`, input, now));
  } else if (state === "paid") {
    const message = `A contact paid whose conversation is gone (${reference})`;
    await raiseAlert(context, workspaceId, { code: "payment.unclaimed", message, ...about });
  }
  await own.updateOne(
    { _id, state: { $nin: ["paid", "failed"] } },
    {
      $set: {
        state,
        settledAt: now,
        ...defined({ late: payment.state === "expired" ? true : undefined }),
      },
    },
  );
  if (conversation) {
    wake(`#${conversationId}`);
  }
  return true;
}
