import type { Server } from "node:http";
import { accountRoutes } from "./accounts/account-routes.ts";
import type { App } from "./app.ts";
import { authenticate } from "./http/authenticate.ts";
import type { Announce, ServerContext } from "./server-context.ts";
import { apiTokenRoutes } from "./workspaces/api-token-routes.ts";
import { invitationRoutes } from "./workspaces/invitation-routes.ts";
import { memberRoutes } from "./workspaces/member-routes.ts";
import { workspaceRoutes } from "./workspaces/workspace-routes.ts";

/** Hangs every feature's routes into the app and starts what works in the background. */
export async function installFeatures(
  { api }: App,
  context: ServerContext,
  _http: Server,
  _live: { announce: Announce },
): Promise<{ close(): Promise<void> }> {
  api.use(authenticate(context));
  accountRoutes(api, context);
  memberRoutes(api, context);
  invitationRoutes(api, context);
  apiTokenRoutes(api, context);
  workspaceRoutes(api, context);

  return { close: async () => {} };
}
