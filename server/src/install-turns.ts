import type { Server } from "node:http";
import type { Router } from "express";
import type { LiveHooks, ServerContext } from "./context/server-context.ts";
import { bridgeRoutes } from "./features/bridges/bridge-routes.ts";
import { spreadsheetRoutes } from "./features/connected-services/spreadsheet-routes.ts";
import { contactRoutes } from "./features/contacts/contact-routes.ts";
import type { UploadQuota } from "./features/files/upload-quota.ts";
import { cannedReplyRoutes } from "./features/inbox/canned-reply-routes.ts";
import { conversationRoutes } from "./features/inbox/conversation-routes.ts";
import { labelRoutes } from "./features/inbox/label-routes.ts";
import { macroRoutes } from "./features/inbox/macro-routes.ts";
import { createMessageIndex } from "./features/inbox/message-index.ts";
import { revealRoutes } from "./features/inbox/reveal-routes.ts";
import { scheduledRoutes } from "./features/inbox/scheduled-routes.ts";
import { viewRoutes } from "./features/inbox/view-routes.ts";
import { alertRoutes } from "./features/operations/alert-routes.ts";
import { deadLetterRoutes } from "./features/operations/dead-letter-routes.ts";
import { satisfactionRoutes } from "./features/satisfaction/satisfaction-routes.ts";
import { availabilityRoutes } from "./features/teams/availability-routes.ts";
import { teamRoutes } from "./features/teams/team-routes.ts";
import { visitorFileRoutes } from "./features/web-chat/visitor-files.ts";
import { createVisitorLimits } from "./features/web-chat/visitor-limits.ts";
import { openWebChat, type WebChat } from "./features/web-chat/visitor-sockets.ts";
import { formRoutes } from "./features/web-forms/form-routes.ts";
import { installPipeline } from "./install-pipeline.ts";
import { createConversationUpdates } from "./live/conversation-updates.ts";
import { createFlowPositions } from "./live/flow-positions.ts";
import { joinProcesses } from "./live/join-processes.ts";
import { createLiveServer } from "./live/live-server.ts";
import { openLivePanel } from "./live/member-sockets.ts";
import { createEffectDoer } from "./pipeline/effects/effect-doer.ts";
import type { SearchKnowledge } from "./pipeline/effects/knowledge-search.ts";
import type { McpServers } from "./pipeline/effects/mcp-servers.ts";
import type { ModelEndpoints } from "./pipeline/effects/model-endpoints.ts";
import type { PlatformClient } from "./pipeline/outbound/platform-client.ts";
import type { ConversationListeners, Pipeline } from "./pipeline/pipeline.ts";
import { createSheets } from "./pipeline/sheets/sheets.ts";
import { createLastSeenWriter } from "./records/last-seen-writer.ts";
import { messagesOf } from "./records/message-model.ts";
import { createProcessRegistry } from "./store/process-registry.ts";

/** Where the pipeline joins the server. */
export interface TurnPlaces {
  readonly api: Router;
  readonly root: Router;
  readonly http: Server;
  readonly live: LiveHooks;
  readonly client: PlatformClient;
  readonly quota: UploadQuota;
  readonly endpoints: ModelEndpoints;
  readonly search: SearchKnowledge;
  readonly mcp: McpServers;
}

/** Starts everything that conversations need: webhooks, turns, the outbox, live updates, web chat, and their routes. */
export async function installTurns(context: ServerContext, places: TurnPlaces): Promise<Pipeline> {
  const { api, root, client, http, quota } = places;
  const { connection } = context;
  const sheets = createSheets(context);
  const doer = createEffectDoer(context, places.endpoints, places.search, places.mcp);
  const effects = { ...doer, sheets };
  const registry = createProcessRegistry(connection, context.now);
  const joined = await joinProcesses(context, registry);
  const live = createLiveServer(http, joined);
  const limits = createVisitorLimits(context.now);
  const chat: WebChat = openWebChat(context, live.sockets, limits, (conversation, on) => {
    panel.presence.contactTyping(String(conversation.workspaceId), conversation._id, on);
  });
  const panel = openLivePanel(
    context,
    live.sockets,
    (members) => createFlowPositions(context, members, joined.elsewhere),
    (conversationId, name, on) => void announceTyping(conversationId, name, on),
  );
  places.live.announce = panel.announce;
  places.live.closeSockets = panel.closeSockets;
  const news = createConversationUpdates(
    context,
    {
      // Members connected to other processes are not visible here.
      watched: (workspaceId) => joined.elsewhere() || panel.watched(workspaceId),
      moved: panel.positions.moved,
      visitorMessage: chat.message,
      visitorAnsweredBy: chat.answeredBy,
      visitorTyping: (conversation) => chat.typing(conversation, true),
      visitorPartial: chat.partial,
      viewed: (id) => panel.presence.viewed(id, joined.elsewhere()),
      memberPartial: panel.presence.partial,
    },
    (ids) =>
      messagesOf(connection)
        .find({ _id: { $in: [...ids] } })
        .toArray(),
  );
  const index = createMessageIndex(context);
  const seen = createLastSeenWriter(connection, context.log);
  const listeners: ConversationListeners = {
    ...news,
    written(conversation) {
      news.written(conversation);
      index.written(conversation);
      seen.written(conversation);
    },
  };
  const pipeline = await installPipeline(context, { registry, effects, client, listeners });
  index.start();

  conversationRoutes(api, pipeline);
  labelRoutes(api, context);
  cannedReplyRoutes(api, context);
  viewRoutes(api, context);
  scheduledRoutes(api, pipeline);
  revealRoutes(api, context);
  macroRoutes(api, pipeline);
  satisfactionRoutes(api, context);
  contactRoutes(api, pipeline);
  teamRoutes(api, pipeline);
  availabilityRoutes(api, pipeline);
  bridgeRoutes(api, pipeline);
  deadLetterRoutes(api, pipeline);
  alertRoutes(api, context);
  spreadsheetRoutes(api, sheets);
  root.use(live.handle);
  visitorFileRoutes(root, context, { pipeline, limits, quota });
  formRoutes(root, pipeline);
  chat.serve(pipeline);
  live.open();

  return {
    ...pipeline,
    close: async () => {
      panel.announceShutdown();
      await pipeline.close();
      await index.close();
      await seen.close();
      panel.stop();
      news.stop();
      await live.close();
      await effects.close();
      await sheets.close();
    },
  };

  async function announceTyping(conversationId: string, name: string, on: boolean): Promise<void> {
    const conversation = await pipeline.services.conversations.byId(conversationId);
    if (conversation?.handler === "human") {
      chat.typing(conversation, on, name);
    }
  }
}
