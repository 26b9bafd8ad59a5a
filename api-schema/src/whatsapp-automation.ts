import { AiAgentSpec, Flow } from "@chatloom/flows-schema";
import Type from "typebox";
import { AiAgentDetails, AiAgentSummary } from "./ai-agents.ts";
import { FlowSummary } from "./flows.ts";
import { Optional } from "./optional.ts";
import { ReportFigures } from "./reports.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Name } from "./shapes.ts";
import { ShopId } from "./whatsapp-api.ts";

const tag = "WhatsApp marketing";
const root = "/whatsapp";

const flowParams = Type.Object({ flowId: Id });
export const listWhatsappFlows = defineRoute({
  method: "get",
  path: `${root}/flows`,
  tag,
  access: "viewer",
  permission: "flows.read",
  summary: "List flows",
  reply: Exact({ items: Type.Array(FlowSummary) }),
});
export const createWhatsappFlow = defineRoute({
  method: "post",
  path: `${root}/flows`,
  tag,
  access: "editor",
  permission: "flows.edit",
  audit: { none: "The route that it calls is logged" },
  summary: "Make a flow, with a draft or empty",
  body: Type.Object({ name: Name, draft: Optional(Flow) }),
  reply: FlowSummary,
});
/** The newest draft is replaced, whoever wrote it. */
export const updateWhatsappFlow = defineRoute({
  method: "put",
  path: `${root}/flows/:flowId`,
  tag,
  access: "editor",
  permission: "flows.edit",
  audit: { none: "The route that it calls is logged" },
  summary: "Rename a flow, or replace its draft",
  params: flowParams,
  body: Exact({ name: Optional(Name), draft: Optional(Flow) }),
  reply: FlowSummary,
});
/** Publishes the draft first if no version has it. */
export const activateWhatsappFlow = defineRoute({
  method: "post",
  path: `${root}/flows/:flowId/activate`,
  tag,
  access: "editor",
  permission: "flows.publish",
  audit: { none: "The route that it calls is logged" },
  summary: "Have a flow answer, as its draft is now",
  params: flowParams,
  reply: FlowSummary,
  errors: ["flow.has-findings"],
});
export const deactivateWhatsappFlow = defineRoute({
  method: "post",
  path: `${root}/flows/:flowId/deactivate`,
  tag,
  access: "editor",
  permission: "flows.publish",
  audit: { none: "The route that it calls is logged" },
  summary: "Have a flow no longer answer",
  params: flowParams,
  reply: FlowSummary,
});

const agentParams = Type.Object({ agentId: Id });
const AgentChange = {
  /** The fields that are left out stay. */
  settings: Optional(Type.Partial(AiAgentSpec)),
};
export const createWhatsappAgent = defineRoute({
  method: "post",
  path: `${root}/ai-agents`,
  tag,
  access: "editor",
  permission: "ai.edit",
  audit: { none: "The route that it calls is logged" },
  summary: "Add an AI agent",
  body: Type.Object({ name: Name, ...AgentChange }),
  reply: AiAgentDetails,
  errors: ["ai.too-many-agents"],
});
export const readWhatsappAgent = defineRoute({
  method: "get",
  path: `${root}/ai-agents/:agentId`,
  tag,
  access: "viewer",
  permission: "ai.read",
  summary: "Read an AI agent",
  params: agentParams,
  reply: AiAgentDetails,
});
export const updateWhatsappAgent = defineRoute({
  method: "put",
  path: `${root}/ai-agents/:agentId`,
  tag,
  access: "editor",
  permission: "ai.edit",
  audit: { none: "The route that it calls is logged" },
  summary: "Change an AI agent's draft",
  params: agentParams,
  body: Exact({ name: Optional(Name), ...AgentChange }),
  reply: AiAgentDetails,
  errors: ["ai.draft-changed"],
});
/** Publishes the draft first if no version has it. */
export const activateWhatsappAgent = defineRoute({
  method: "post",
  path: `${root}/ai-agents/:agentId/activate`,
  tag,
  access: "editor",
  permission: "ai.edit",
  audit: { none: "The route that it calls is logged" },
  summary: "Have an AI agent answer, as its draft is now",
  params: agentParams,
  reply: AiAgentSummary,
  errors: ["ai.agent-incomplete"],
});

const Day = Type.String({ format: "date", description: "A day: `2026-11-29`." });
const periodQuery = Type.Object({
  /** In the workspace's time zone. Left out: the last 30 days. */
  from: Optional(Day),
  to: Optional(Day),
  shopId: Optional(ShopId),
});
const period = { from: Day, to: Day };
const { messagesIn, messagesOut, fromBot, fromMembers, delivery, errors } =
  ReportFigures.properties;
const { conversations, contacts, newContacts, returningContacts, sessions } =
  ReportFigures.properties;
const { firstAnswer } = ReportFigures.properties;
const { solvedByBot, withPeople, handedOff, takenOver, resolved } = ReportFigures.properties;
const { goals, goalValue, aiCalls, aiFailed, aiTokens, aiCost } = ReportFigures.properties;

export const readWhatsappMessages = defineRoute({
  method: "get",
  path: `${root}/analytics/messages`,
  tag,
  access: "viewer",
  permission: "reports.read",
  summary: "Count the messages of a period, by direction and delivery",
  query: periodQuery,
  reply: Exact({
    ...period,
    ...{ messagesIn, messagesOut, fromBot, fromMembers, delivery, errors },
  }),
  errors: ["reports.range"],
});
export const readWhatsappConversations = defineRoute({
  method: "get",
  path: `${root}/analytics/conversations`,
  tag,
  access: "viewer",
  permission: "reports.read",
  summary: "Count the conversations and contacts of a period",
  query: periodQuery,
  reply: Exact({
    ...period,
    ...{ conversations, contacts, newContacts, returningContacts, sessions },
    ...{ handedOff, takenOver, resolved },
    /** By number, most messages first. */
    accounts: Type.Array(
      Exact({ shopId: ShopId, name: Type.String(), conversations, firstAnswer }),
    ),
  }),
  errors: ["reports.range"],
});
export const readWhatsappAutomations = defineRoute({
  method: "get",
  path: `${root}/analytics/automations`,
  tag,
  access: "viewer",
  permission: "reports.read",
  summary: "Tell what flows and AI agents did in a period",
  query: periodQuery,
  reply: Exact({
    ...period,
    ...{ fromBot, sessions, solvedByBot, withPeople },
    ...{ goals, goalValue, aiCalls, aiFailed, aiTokens, aiCost },
    flows: Type.Array(
      Exact({ id: Id, name: Name, active: Type.Boolean(), openRuns: Type.Integer() }),
    ),
  }),
  errors: ["reports.range"],
});
