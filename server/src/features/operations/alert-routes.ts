import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { after, readCursor, writeCursor } from "../../domain/cursor.ts";
import { answer } from "../../http/answer.ts";
import { alerts, presentAlert } from "../../records/alert-model.ts";

/** Lists alerts and marks them as seen. */
export function alertRoutes(api: Router, context: ServerContext): void {
  const model = alerts(context.connection);

  answer(api, routes.operations.listAlerts, async ({ workspaceId, query }) => {
    const limit = query.limit ?? 50;
    const place = readCursor(query.cursor);
    const found = await model
      .in(workspaceId)
      .find(after("at", place), { sort: { at: -1 }, limit: limit + 1 });
    const page = found.slice(0, limit);
    const lines = page.map((it) => ({ id: String(it._id), moment: it.at }));
    return {
      items: page.map(presentAlert),
      ...(found.length > limit && { next: writeCursor(lines, place) }),
    };
  });
  answer(api, routes.operations.markAlertsSeen, async ({ workspaceId }) => {
    await model.in(workspaceId).updateMany({ seen: false }, { $set: { seen: true } });
    return {};
  });
}
