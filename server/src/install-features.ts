import type { Server } from "node:http";
import { accountRoutes } from "./accounts/account-routes.ts";
import { prepareOwner } from "./accounts/prepare-owner.ts";
import type { App } from "./app.ts";
import { channelRoutes } from "./connected-channels/channel-routes.ts";
import { docsRoutes } from "./docs/docs-routes.ts";
import { fileRoutes } from "./files/file-routes.ts";
import { exchangeRoutes } from "./flows/exchange-routes.ts";
import { flowRoutes } from "./flows/flow-routes.ts";
import { moveOpenRuns } from "./flows/move-open-runs.ts";
import { publishingRoutes } from "./flows/publishing-routes.ts";
import { healthRoutes } from "./health/health-routes.ts";
import { authenticate } from "./http/authenticate.ts";
import { staticPages } from "./http/static-pages.ts";
import { createPlatformClient } from "./outbox/platform-client.ts";
import type { Announce, ServerContext } from "./server-context.ts";
import { installTurns } from "./turns/install-turns.ts";
import type { WebhookListener } from "./webhooks/webhook-listener.ts";
import { apiTokenRoutes } from "./workspaces/api-token-routes.ts";
import { invitationRoutes } from "./workspaces/invitation-routes.ts";
import { memberRoutes } from "./workspaces/member-routes.ts";
import { workspaceRoutes } from "./workspaces/workspace-routes.ts";

/** What runs once the features are installed. */
export interface Features {
  /** Answers what must not wait for express (webhooks); false if the request is none of that. */
  readonly answersAlone: WebhookListener;
  close(): Promise<void>;
}

/** Hangs every feature's routes into the app and starts what works in the background. */
export async function installFeatures(
  { api, root, pages }: App,
  context: ServerContext,
  http: Server,
  live: { announce: Announce },
): Promise<Features> {
  const client = createPlatformClient();
  await prepareOwner(context);

  api.use(authenticate(context));
  accountRoutes(api, context);
  memberRoutes(api, context);
  invitationRoutes(api, context);
  apiTokenRoutes(api, context);
  workspaceRoutes(api, context);
  channelRoutes(api, context, client);
  flowRoutes(api, context);
  exchangeRoutes(api, context);
  fileRoutes(api, root, context);
  healthRoutes(root, context);
  docsRoutes(root);
  const pipeline = await installTurns(context, { api, root, http, live, client });
  publishingRoutes(api, context, (...moving) => moveOpenRuns(pipeline.workshop, ...moving));
  staticPages(pages);

  return {
    answersAlone: pipeline.webhooks,
    close: async () => {
      await pipeline.close();
      await client.close();
    },
  };
}
