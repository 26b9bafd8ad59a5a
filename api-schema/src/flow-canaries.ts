import Type, { type Static } from "typebox";
import { FlowSummary } from "./flows.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

const tag = "Canary";
const params = Type.Object({ flowId: Id });
const Count = Type.Integer({ minimum: 0 });

/** CONTRACT. What one of the two versions did while both answered. */
export const CanaryFigures = Exact({
  version: Type.Integer(),
  runs: Count,
  completed: Count,
  /** Steps that failed, once for each run. */
  errors: Count,
  goals: Count,
  handoffs: Count,
  /** Runs that ended early: expired, replaced by another flow, or failed. */
  dropped: Count,
});
export type CanaryFigures = Static<typeof CanaryFigures>;

export const readCanary = defineRoute({
  method: "get",
  path: "/flows/:flowId/canary",
  tag,
  access: "viewer",
  summary: "Compare the version on trial with the one that the others get",
  params,
  reply: Exact({
    /** The moment up to which reports are counted. */
    upTo: Optional(Moment),
    /** The beginning of the first counted hour: that in which the trial began. */
    since: Moment,
    stable: CanaryFigures,
    canary: CanaryFigures,
  }),
  errors: ["flow.no-canary"],
});
export const changeCanary = defineRoute({
  method: "patch",
  path: "/flows/:flowId/canary",
  tag,
  access: "editor",
  audit: "flow.canaryChanged",
  summary: "Change the share of conversations that get the version on trial",
  params,
  body: Exact({ share: Type.Integer({ minimum: 1, maximum: 99 }) }),
  reply: FlowSummary,
  errors: ["flow.no-canary"],
});
const Ending = Exact({
  /** Also moves open conversations, where their step still exists. */
  moveOpenRuns: Optional(Type.Boolean()),
});
export const finishCanary = defineRoute({
  method: "post",
  path: "/flows/:flowId/canary/finish",
  tag,
  access: "editor",
  audit: "flow.canaryFinished",
  summary: "Give the version on trial to all conversations",
  params,
  body: Ending,
  reply: Exact({ flow: FlowSummary, movedRuns: Count }),
  errors: ["flow.no-canary"],
});
export const rollBackCanary = defineRoute({
  method: "post",
  path: "/flows/:flowId/canary/roll-back",
  tag,
  access: "editor",
  audit: "flow.canaryRolledBack",
  summary: "Stop the trial: all new conversations get the earlier version",
  params,
  body: Ending,
  reply: Exact({ flow: FlowSummary, movedRuns: Count }),
  errors: ["flow.no-canary"],
});
