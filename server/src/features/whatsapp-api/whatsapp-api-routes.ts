import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { whatsappAccountRoutes } from "./account-routes.ts";
import { whatsappAgentRoutes } from "./agent-routes.ts";
import { whatsappAnalyticsRoutes } from "./analytics-routes.ts";
import { whatsappConversationRoutes } from "./conversation-routes.ts";
import { whatsappCustomerRoutes } from "./customer-routes.ts";
import { whatsappFlowRoutes } from "./flow-routes.ts";

/** Adds the WhatsApp marketing API: the routes of other chapters, in the words of programs for WhatsApp. */
export function whatsappApiRoutes(api: Router, context: ServerContext): void {
  whatsappAccountRoutes(api, context);
  whatsappConversationRoutes(api, context);
  whatsappCustomerRoutes(api, context);
  whatsappFlowRoutes(api);
  whatsappAgentRoutes(api);
  whatsappAnalyticsRoutes(api, context);
}
