import { defined } from "@chatloom/flows-schema";
import type { PaymentLink, PaymentRequest } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import type { LinkRequest } from "../../payments/payment-provider.ts";
import { toUnits } from "../../payments/to-units.ts";
import { webhookUrlOf } from "../../platforms/webhook-url-of.ts";
import type { ConnectedPayments } from "../../records/connected-channel.ts";
import { type PaymentRecord, payments } from "../../records/payment-model.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import type { EffectPlace } from "../effects/effect-place.ts";
import { failed, type Outcome } from "../effects/outcome.ts";
import type { Caller } from "../outbound/noting-client.ts";
import { callProvider } from "./call-provider.ts";

/** A link is asked for anew so often where the provider made one that nobody got. */
const mostAttempts = 3;

interface LinkParts {
  readonly context: ServerContext;
  readonly client: Caller;
  readonly account: ConnectedPayments;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Has a link made for a payment. The payment is stored before the provider is asked, under the effect's id; carried out again, it asks
 * with the same key, or gives the link that is stored already.
 */
export async function createLink(
  parts: LinkParts,
  effectId: string,
  asked: PaymentRequest,
  place: EffectPlace,
): Promise<Outcome> {
  const { context, account } = parts;
  const digits = account.channel.unitDigits(asked.currency);
  if (digits === undefined) {
    const message = `${account.channel.title} does not take ${asked.currency}`;
    return failed("payment.currency-refused", message);
  }
  const units = toUnits(asked.amount, digits);
  if (units === undefined) {
    const message = `${account.channel.title} takes no such fraction of ${asked.currency}`;
    return failed("payment.amount-invalid", message);
  }
  const record = await recordOf(context, effectId, { ...asked, units }, place);
  return record.url === undefined ? ask(parts, record) : linkOf(record, record.url);
}

async function ask(parts: LinkParts, record: PaymentRecord): Promise<Outcome> {
  const { context, client, account, signal } = parts;
  const { channel: provider, settings } = account;
  const own = payments(context.connection).in(record.workspaceId);
  let { attempt } = record;
  for (; attempt <= mostAttempts; attempt++) {
    const request = requestOf(context, account, { ...record, attempt });
    const answer = await callProvider(client, account, provider.createLink(request, settings), {
      ...defined({ signal }),
      taken: (reply) => provider.readLink(reply, request) === "madeBefore",
    });
    if ("failure" in answer) {
      return answer.failure;
    }
    const link = provider.readLink(answer.reply, request);
    if (link === undefined) {
      return failed("payment.no-link", `${provider.title} made no link`);
    }
    if (link === "madeBefore") {
      await own.updateOne({ _id: record._id }, { $set: { attempt: attempt + 1 } });
      continue;
    }
    await own.updateOne({ _id: record._id, state: "making" }, { $set: { ...link, state: "open" } });
    return linkOf(record, link.url);
  }
  return failed("payment.no-link", `${provider.title} made a link that cannot be had again`);
}

/** Finds the payment of an effect, or stores it. */
async function recordOf(
  { connection, now }: ServerContext,
  _id: string,
  {
    connectionId: accountId,
    amount,
    units,
    currency,
    description,
    expiresAt,
  }: PaymentRequest & {
    readonly units: number;
  },
  { workspaceId, conversationId = "", contactId = "", step = "" }: EffectPlace,
): Promise<PaymentRecord> {
  const own = payments(connection).in(workspaceId);
  const known = await own.findById(_id);
  if (known) {
    return known;
  }
  const [flowId = "", nodeId = ""] = step.split("/");
  const sum = { amount, units, currency, description };
  const createdAt = now();
  const where = { accountId, conversationId, contactId, flowId, nodeId };
  try {
    return await own.insert({
      _id,
      ...where,
      ...sum,
      state: "making",
      attempt: 1,
      createdAt,
      expiresAt,
    });
  } catch (error) {
    const stored = isDuplicateKey(error) ? await own.findById(_id) : undefined;
    if (!stored) {
      throw error;
    }
    return stored;
  }
}

function requestOf(
  { config, now }: ServerContext,
  { id, channel: provider, settings }: ConnectedPayments,
  {
    _id: paymentId,
    attempt,
    units,
    currency,
    description,
    contactId,
    createdAt,
    expiresAt,
  }: PaymentRecord,
): LinkRequest {
  const { shortest, longest } = provider.linkMs;
  const end = Math.min(Math.max(expiresAt, createdAt + shortest), createdAt + longest);
  const { returnUrl } = settings as { readonly returnUrl?: string };
  return {
    paymentId,
    attempt,
    units,
    currency,
    description,
    payerId: contactId,
    at: now(),
    createdAt,
    expiresAt: end,
    callbackUrl: webhookUrlOf(config, provider, id),
    returnUrl: returnUrl || `${config.publicUrl}/payments/done`,
  };
}

function linkOf({ _id: paymentId }: PaymentRecord, url: string): Outcome {
  const link: PaymentLink = { paymentId, url };
  return { answer: { ...link } };
}
