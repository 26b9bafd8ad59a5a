import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { firstWorkspace } from "../../records/workspace.ts";
import { readServerStatus } from "./read-server-status.ts";

/** Tells the owners of the first workspace how the server runs. */
export function statusRoutes(api: Router, context: ServerContext): void {
  answer(api, routes.operations.readServerStatus, async ({ workspaceId }) => {
    const first = await firstWorkspace(context.connection);
    return String(first?._id) === workspaceId ? { status: await readServerStatus(context) } : {};
  });
}
