import type { Server } from "node:http";
import type { Router } from "express";
import { alertRoutes } from "../alerts/alert-routes.ts";
import { contactRoutes } from "../contacts/contact-routes.ts";
import { conversationRoutes } from "../conversations/conversation-routes.ts";
import { deadLetterRoutes } from "../dead-letters/dead-letter-routes.ts";
import { createEffectDoer } from "../effects/effect-doer.ts";
import type { PlatformClient } from "../outbox/platform-client.ts";
import type { Announce, ServerContext } from "../server-context.ts";
import { installPipeline, type Pipeline } from "./install-pipeline.ts";

/** Where the pipeline joins the server. */
export interface TurnPlaces {
  readonly api: Router;
  readonly root: Router;
  readonly http: Server;
  readonly live: { announce: Announce };
  readonly client: PlatformClient;
}

/** Starts everything that conversations need: webhooks, turns, the outbox, live updates, web chat, and their routes. */
export async function installTurns(context: ServerContext, places: TurnPlaces): Promise<Pipeline> {
  const { api, root, client } = places;
  const effects = createEffectDoer(context.config);
  const pipeline = await installPipeline(context, {
    effects,
    client,
    watchers: { changed: () => {}, written: () => {}, typing: () => {} },
  });
  conversationRoutes(api, pipeline);
  contactRoutes(api, pipeline);
  deadLetterRoutes(api, pipeline);
  alertRoutes(api, context);
  root.use((request, response, next) => {
    if (!pipeline.webhooks(request, response)) next();
  });
  return {
    ...pipeline,
    close: async () => {
      await pipeline.close();
      await effects.close();
    },
  };
}
