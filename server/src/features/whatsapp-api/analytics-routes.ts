import { type ReportFigures, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { DateTime } from "luxon";
import type { ServerContext } from "../../context/server-context.ts";
import { type Asked, answer, askRoute } from "../../http/answer.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { chosenNumbers, shopIdOf } from "./whatsapp-numbers.ts";

const chapter = routes.whatsappApi;
type Question = Asked<typeof chapter.readWhatsappMessages>;
type Figure = {
  readonly [K in keyof ReportFigures]: ReportFigures[K] extends number ? K : never;
}[keyof ReportFigures];

/** The last days of a report that names none, today included. */
const usualDays = 30;
const mostErrors = 30;

/** Adds the routes that count what happened on WhatsApp. The figures are those of the reports. */
export function whatsappAnalyticsRoutes(api: Router, context: ServerContext): void {
  answer(api, chapter.readWhatsappMessages, async (asked) => {
    const { period, figures } = await load(asked);
    return {
      ...period,
      messagesIn: sum(figures, "messagesIn"),
      messagesOut: sum(figures, "messagesOut"),
      fromBot: sum(figures, "fromBot"),
      fromMembers: sum(figures, "fromMembers"),
      delivery: sumDelivery(figures),
      errors: sumErrors(figures),
    };
  });

  answer(api, chapter.readWhatsappConversations, async (asked) => {
    const { period, figures, accounts } = await load(asked);
    return {
      ...period,
      conversations: sum(figures, "conversations"),
      contacts: sum(figures, "contacts"),
      newContacts: sum(figures, "newContacts"),
      returningContacts: sum(figures, "returningContacts"),
      sessions: sum(figures, "sessions"),
      handedOff: sum(figures, "handedOff"),
      takenOver: sum(figures, "takenOver"),
      resolved: sum(figures, "resolved"),
      accounts,
    };
  });

  answer(api, chapter.readWhatsappAutomations, async (asked) => {
    const { period, figures } = await load(asked);
    const { items } = await askRoute(api, asked, routes.flows.listFlows, {});
    return {
      ...period,
      fromBot: sum(figures, "fromBot"),
      sessions: sum(figures, "sessions"),
      solvedByBot: sum(figures, "solvedByBot"),
      withPeople: sum(figures, "withPeople"),
      goals: sum(figures, "goals"),
      goalValue: sum(figures, "goalValue"),
      aiCalls: sum(figures, "aiCalls"),
      aiFailed: sum(figures, "aiFailed"),
      aiTokens: sum(figures, "aiTokens"),
      aiCost: sum(figures, "aiCost"),
      flows: items.map(({ id, name, active, openRuns }) => ({ id, name, active, openRuns })),
    };
  });

  /** Reads the figures of the numbers in question, most messages first. */
  async function load(asked: Pick<Question, "query" | "workspaceId" | "request" | "response">) {
    const { query, workspaceId } = asked;
    const numbers = await chosenNumbers(context, workspaceId, query.shopId);
    const period = await periodOf(workspaceId, query);
    const report = await askRoute(api, asked, routes.reports.readChannelReport, { query: period });
    const shopIds = new Map(numbers.map((it) => [String(it._id), shopIdOf(it)]));
    const wanted = report.items.filter((it) => shopIds.has(it.channelId));
    return {
      period,
      figures: wanted.map((it) => it.now),
      accounts: wanted.map(({ channelId, name, now }) => ({
        shopId: shopIds.get(channelId) ?? channelId,
        name,
        conversations: now.conversations,
        firstAnswer: now.firstAnswer,
      })),
    };
  }

  async function periodOf(workspaceId: string, { from, to }: Question["query"]) {
    const workspace = await findWorkspace(context.connection, workspaceId);
    const today = DateTime.fromMillis(context.now(), { zone: workspace?.timeZone ?? "utc" });
    const last = to ?? today.toISODate() ?? "";
    const first = DateTime.fromISO(last, { zone: "utc" }).minus({ days: usualDays - 1 });
    return { from: from ?? first.toISODate() ?? last, to: last };
  }
}

function sum(figures: readonly ReportFigures[], name: Figure): number {
  return figures.reduce((before, it) => before + it[name], 0);
}

function sumDelivery(figures: readonly ReportFigures[]): ReportFigures["delivery"] {
  const total = { queued: 0, sent: 0, delivered: 0, read: 0, failed: 0, unknown: 0 };
  for (const { delivery } of figures) {
    for (const state of Object.keys(total) as (keyof typeof total)[]) {
      total[state] += delivery[state];
    }
  }
  return total;
}

function sumErrors(figures: readonly ReportFigures[]): ReportFigures["errors"] {
  const counts = new Map<string, number>();
  for (const { code, count } of figures.flatMap((it) => it.errors)) {
    counts.set(code, (counts.get(code) ?? 0) + count);
  }
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, mostErrors);
}
