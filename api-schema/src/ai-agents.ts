import { AiAgentSpec } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Name, Nothing } from "./shapes.ts";

/** An AI agent without its draft. */
export const AiAgentSummary = Exact({
  id: Id,
  name: Name,
  active: Type.Boolean(),
  /** The newest published version. */
  version: Optional(Type.Integer({ minimum: 1 })),
  /** Whether that version is the default reply. */
  answersAlone: Type.Boolean(),
  /** Whether the draft differs from the newest version. */
  changed: Type.Boolean(),
  updatedAt: Moment,
});
export type AiAgentSummary = Static<typeof AiAgentSummary>;

/** An AI agent with its draft and the list of its versions, the newest first. */
export const AiAgentDetails = Exact({
  agent: AiAgentSummary,
  draft: AiAgentSpec,
  revision: Type.Integer(),
  versions: Type.Array(
    Exact({
      version: Type.Integer({ minimum: 1 }),
      publishedAt: Moment,
      publishedBy: Type.String(),
    }),
  ),
});
export type AiAgentDetails = Static<typeof AiAgentDetails>;

const agentParams = Type.Object({ agentId: Id });
const Revision = Type.Integer({ minimum: 1 });

export const listAiAgents = defineRoute({
  method: "get",
  path: "/ai/agents",
  tag: "AI",
  access: "viewer",
  summary: "List the AI agents",
  reply: Exact({ items: Type.Array(AiAgentSummary) }),
});
export const addAiAgent = defineRoute({
  method: "post",
  path: "/ai/agents",
  tag: "AI",
  access: "editor",
  audit: "aiAgent.created",
  summary: "Add an AI agent",
  body: Exact({ name: Name }),
  reply: AiAgentSummary,
  errors: ["ai.too-many-agents"],
});
export const readAiAgent = defineRoute({
  method: "get",
  path: "/ai/agents/:agentId",
  tag: "AI",
  access: "viewer",
  summary: "Read an AI agent with its draft and its versions",
  params: agentParams,
  reply: AiAgentDetails,
});
/** The revision is the one that the draft was edited from. */
export const saveAiAgent = defineRoute({
  method: "put",
  path: "/ai/agents/:agentId/draft",
  tag: "AI",
  access: "editor",
  audit: { none: "A draft answers nobody; publishing it is logged" },
  summary: "Save the draft of an AI agent",
  params: agentParams,
  body: Exact({ name: Name, revision: Revision, draft: AiAgentSpec }),
  reply: AiAgentDetails,
  errors: ["ai.draft-changed"],
});
/** A version never changes. It answers new runs; runs that began with an earlier version stay with it. */
export const publishAiAgent = defineRoute({
  method: "post",
  path: "/ai/agents/:agentId/publish",
  tag: "AI",
  access: "editor",
  audit: "aiAgent.published",
  summary: "Publish the draft of an AI agent as a new version, and activate it",
  params: agentParams,
  body: Exact({ revision: Revision }),
  reply: AiAgentDetails,
  errors: ["ai.draft-changed", "ai.agent-incomplete"],
});
export const activateAiAgent = defineRoute({
  method: "put",
  path: "/ai/agents/:agentId/active",
  tag: "AI",
  access: "editor",
  audit: "aiAgent.activated",
  summary: "Activate or deactivate an AI agent",
  params: agentParams,
  body: Exact({ active: Type.Boolean() }),
  reply: AiAgentSummary,
  errors: ["ai.agent-unpublished"],
});
export const restoreAiAgent = defineRoute({
  method: "post",
  path: "/ai/agents/:agentId/restore",
  tag: "AI",
  access: "editor",
  audit: "aiAgent.restored",
  summary: "Make a published version of an AI agent its draft",
  params: agentParams,
  body: Exact({ revision: Revision, version: Type.Integer({ minimum: 1 }) }),
  reply: AiAgentDetails,
  errors: ["ai.draft-changed"],
});
export const removeAiAgent = defineRoute({
  method: "delete",
  path: "/ai/agents/:agentId",
  tag: "AI",
  access: "editor",
  audit: "aiAgent.deleted",
  summary: "Delete an AI agent with its versions",
  params: agentParams,
  reply: Nothing,
});
