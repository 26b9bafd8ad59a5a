import { type Alert, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { after, readCursor, writeCursor } from "../../domain/cursor.ts";
import { answer } from "../../http/answer.ts";
import { alerts } from "../../records/alert-model.ts";
import { presentAlerts } from "../../records/present-alerts.ts";

/** Counting stops here: the exact number above it is not needed. */
const mostCounted = 1_000;

/** Lists alerts and marks them as seen. */
export function alertRoutes(api: Router, context: ServerContext): void {
  const model = alerts(context.connection);

  answer(api, routes.operations.listAlerts, async ({ workspaceId, query }) => {
    const limit = query.limit ?? 50;
    const place = readCursor(query.cursor);
    const scoped = model.in(workspaceId);
    const [found, unseen] = await Promise.all([
      scoped.find(after("at", place), { sort: { at: -1 }, limit: limit + 1 }),
      scoped.count({ seen: false }, mostCounted),
    ]);
    const page = found.slice(0, limit);
    const lines = page.map((it) => ({ id: String(it._id), moment: it.at }));
    const problem = place === undefined ? context.storeProblem?.() : undefined;
    return {
      // A full disk takes no new alert, so this one is never stored.
      items: [
        ...(problem ? [storeAlert(problem, context.now())] : []),
        ...(await presentAlerts(context, workspaceId, page)),
      ],
      next: found.length > limit ? writeCursor(lines, place) : undefined,
      unseen: unseen + (problem ? 1 : 0),
    };
  });
  answer(api, routes.operations.markAlertsSeen, async ({ workspaceId }) => {
    const update = { $set: { seen: true }, $inc: { version: 1 } };
    await model.in(workspaceId).updateMany({ seen: false }, update);
    return {};
  });
}

/** No alert has this id. */
const storeAlertId = "0".repeat(24);

function storeAlert(message: string, now: number): Alert {
  const at = new Date(now).toISOString();
  return {
    id: storeAlertId,
    code: "store.full",
    message,
    count: 1,
    occurrences: [],
    version: 1,
    at,
    seen: false,
  };
}
