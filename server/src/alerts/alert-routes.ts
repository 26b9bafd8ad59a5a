import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { readCursor, writeCursor } from "../conversations/cursor.ts";
import { answer } from "../http/answer.ts";
import type { ServerContext } from "../server-context.ts";
import { alerts, presentAlert } from "./alert-model.ts";

/** Lists alerts and marks them as seen. */
export function alertRoutes(api: Router, context: ServerContext): void {
  const model = alerts(context.connection);

  answer(api, routes.operations.listAlerts, async ({ workspaceId, query }) => {
    const limit = query.limit ?? 50;
    const before = readCursor(query.cursor);
    const filter = before === undefined ? {} : { at: { $lt: before } };
    const found = await model.in(workspaceId).find(filter, { sort: { at: -1 }, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(presentAlert),
      ...(found.length > limit && last && { next: writeCursor(last.at) }),
    };
  });
  answer(api, routes.operations.markAlertsSeen, async ({ workspaceId }) => {
    await model.in(workspaceId).updateMany({ seen: false }, { $set: { seen: true } });
    return {};
  });
}
