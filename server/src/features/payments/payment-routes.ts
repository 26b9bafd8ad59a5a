import { type Payment, routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { after, readCursor, writeCursor } from "../../domain/cursor.ts";
import { answer } from "../../http/answer.ts";
import { findChannel } from "../../records/connected-channel.ts";
import { contacts } from "../../records/contact-model.ts";
import { type PaymentRecord, payments } from "../../records/payment-model.ts";

/** The route that lists payments, for members who look after them. */
export function paymentRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;

  answer(api, routes.payments.listPayments, async ({ workspaceId, params, query }) => {
    const { connectionId: accountId } = params;
    await findChannel(context, workspaceId, accountId);
    const limit = query.limit ?? 50;
    const place = readCursor(query.cursor);
    const found = await payments(connection)
      .in(workspaceId)
      .find(
        { accountId, ...after("createdAt", place) },
        { sort: { createdAt: -1, _id: -1 }, limit: limit + 1 },
      );
    const page = found.slice(0, limit);
    const people = await contacts(connection)
      .in(workspaceId)
      .find({ _id: { $in: page.map((it) => it.contactId) } }, { projection: { name: 1 } });
    const names = new Map(people.map((it) => [it._id, it.name]));
    const lines = page.map((it) => ({ id: it._id, moment: it.createdAt }));
    return {
      items: page.map((it) => present(it, names.get(it.contactId) ?? "")),
      next: found.length > limit ? writeCursor(lines, place) : undefined,
    };
  });
}

function present(payment: PaymentRecord, contactName: string): Payment {
  const { _id: id, accountId, conversationId, amount, currency, description } = payment;
  const { state, reference, late = false, problem, createdAt, settledAt } = payment;
  return {
    id,
    connectionId: accountId,
    conversationId,
    contactName,
    amount,
    currency,
    description,
    state,
    late,
    createdAt: moment(createdAt),
    ...defined({
      reference,
      problem,
      settledAt: settledAt === undefined ? undefined : moment(settledAt),
    }),
  };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
