import {
  AssignmentRule,
  mostAssignmentRules,
  mostRoutingRules,
  RoutingRule,
} from "@chatloom/flows-schema";
import Type from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id } from "./shapes.ts";

/** The rules in order. `revision` counts the changes, so that two people do not overwrite each other. */
const Routing = Exact({
  revision: Type.Integer({ minimum: 0 }),
  rules: Type.Array(RoutingRule, { maxItems: mostRoutingRules }),
  /** By channel: the one that takes over what its platform refuses, where it reaches the same contact. Left out, they stay. */
  fallbacks: Optional(Type.Array(Exact({ channelId: Id, fallbackId: Id }), { maxItems: 50 })),
});

export const readRouting = defineRoute({
  method: "get",
  path: "/routing",
  tag: "Channels",
  access: "viewer",
  summary: "List the rules that decide who answers a message",
  reply: Routing,
});
export const saveRouting = defineRoute({
  method: "put",
  path: "/routing",
  tag: "Channels",
  access: "editor",
  audit: "routing.changed",
  summary: "Replace the routing rules; the revision must be the newest",
  body: Routing,
  reply: Routing,
  errors: ["routing.changed", "routing.invalid"],
});

/** As `Routing`, for conversations that are handed to anyone. */
const Assignment = Exact({
  revision: Type.Integer({ minimum: 0 }),
  rules: Type.Array(AssignmentRule, { maxItems: mostAssignmentRules }),
});

export const readAssignment = defineRoute({
  method: "get",
  path: "/assignment-rules",
  tag: "Teams",
  access: "viewer",
  summary: "List the rules that decide who takes a conversation",
  reply: Assignment,
});
export const saveAssignment = defineRoute({
  method: "put",
  path: "/assignment-rules",
  tag: "Teams",
  access: "editor",
  audit: "assignment.changed",
  summary: "Replace the assignment rules; the revision must be the newest",
  body: Assignment,
  reply: Assignment,
  errors: ["routing.changed", "routing.invalid"],
});
