import type { PaymentCheck } from "@chatloom/runtime";
import type { PaymentState } from "../../payments/payment-provider.ts";
import type { ConnectedPayments } from "../../records/connected-channel.ts";
import { type PaymentRecord, payments } from "../../records/payment-model.ts";
import { failed, type Outcome } from "../effects/outcome.ts";
import type { Caller } from "../outbound/noting-client.ts";
import { callProvider, type ProviderAnswer } from "./call-provider.ts";
import { type SettleParts, settlePayment } from "./settle-payment.ts";

interface CheckParts extends SettleParts {
  readonly client: Caller;
  readonly account: ConnectedPayments;
  readonly signal?: AbortSignal | undefined;
}

/** Asks the provider what became of a payment. With `close`, its link is closed if nobody has paid. */
export async function checkPayment(
  parts: CheckParts,
  payment: PaymentRecord,
  close: boolean,
): Promise<Outcome> {
  const { state, reference } = payment;
  if (state === "paid" || state === "failed") {
    return answer("settled");
  }
  if (state === "expired" || reference === undefined) {
    return answer("closed");
  }
  const asked = await askState(parts, reference);
  if ("failure" in asked) {
    return asked.failure;
  }
  let found = asked.found;
  if (found.state === "open" && close) {
    const closed = await closeLink(parts, reference);
    if ("failure" in closed) {
      return closed.failure;
    }
    found = closed.found;
  }
  if ("units" in found && (await settlePayment(parts, payment, found))) {
    return answer("settled");
  }
  if (found.state === "open") {
    return answer("open");
  }
  await payments(parts.context.connection)
    .in(payment.workspaceId)
    .updateOne({ _id: payment._id, state: "open" }, { $set: { state: "expired" } });
  return answer("closed");
}

type Found = { readonly found: PaymentState } | { readonly failure: Outcome };

async function askState(parts: CheckParts, reference: string): Promise<Found> {
  const { channel: provider, settings } = parts.account;
  const call = provider.askState(reference, settings);
  return read(parts, await callProvider(parts.client, parts.account, call, options(parts)));
}

/** Closes a link. Where that is refused, somebody has paid meanwhile: the state tells. */
async function closeLink(parts: CheckParts, reference: string): Promise<Found> {
  const { channel: provider, settings } = parts.account;
  if (!provider.closeLink) {
    return { found: { state: "closed" } };
  }
  const call = provider.closeLink(reference, settings);
  const result = await callProvider(parts.client, parts.account, call, {
    ...options(parts),
    taken: (reply) => reply.status === 400,
  });
  return "reply" in result && result.reply.status === 400
    ? askState(parts, reference)
    : read(parts, result);
}

function read({ account }: CheckParts, result: ProviderAnswer): Found {
  if ("failure" in result) {
    return result;
  }
  const { channel: provider } = account;
  const found = provider.readState(result.reply);
  const failure = failed("payment.unclear", `${provider.title} did not tell what became of it`);
  return found ? { found } : { failure };
}

function options({ signal }: CheckParts) {
  return signal ? { signal } : {};
}

function answer(state: PaymentCheck["state"]): Outcome {
  return { answer: { state } };
}
