import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

const tag = "Approval";
const flowParams = Type.Object({ flowId: Id });
const Revision = Type.Integer({ minimum: 0 });
const Comment = Type.String({ maxLength: 1_000 });

/** CONTRACT. A request to publish the draft of a flow. `void`: the draft has changed since. */
export const FlowApproval = Exact({
  id: Id,
  flowId: Id,
  flowName: Type.String(),
  revision: Revision,
  note: Type.String(),
  by: Type.String(),
  askedAt: Moment,
  state: Type.Enum(["waiting", "approved", "declined", "void"], { type: "string" }),
  decidedBy: Optional(Type.String()),
  decidedAt: Optional(Moment),
  comment: Optional(Type.String()),
  /** The caller may decide: may publish, and did not ask. */
  mayDecide: Type.Boolean(),
});
export type FlowApproval = Static<typeof FlowApproval>;

export const readFlowApproval = defineRoute({
  method: "get",
  path: "/flows/:flowId/approval",
  tag,
  access: "viewer",
  summary: "Read whether publishing needs approval, and the newest request",
  params: flowParams,
  reply: Exact({ required: Type.Boolean(), approval: Optional(FlowApproval) }),
});
export const listFlowApprovals = defineRoute({
  method: "get",
  path: "/flow-approvals",
  tag,
  access: "editor",
  summary: "List the requests that the caller may decide, newest first, at most 50",
  reply: Exact({ items: Type.Array(FlowApproval) }),
});
export const askForApproval = defineRoute({
  method: "post",
  path: "/flows/:flowId/approval",
  tag,
  access: "editor",
  audit: "flow.approvalAsked",
  summary: "Ask somebody else to approve the draft; replaces an earlier request",
  params: flowParams,
  body: Exact({ revision: Revision, note: Optional(Comment) }),
  reply: FlowApproval,
  errors: ["flow.draft-changed", "flow.has-findings"],
});
/** Approving does not publish. Declining needs a comment. The caller must not have asked. */
export const decideApproval = defineRoute({
  method: "post",
  path: "/flows/:flowId/approval/:approvalId/decide",
  tag,
  access: "editor",
  permission: "flows.publish",
  audit: "flow.approvalDecided",
  summary: "Approve or decline a request",
  params: Type.Object({ flowId: Id, approvalId: Id }),
  body: Exact({ approve: Type.Boolean(), comment: Optional(Comment) }),
  reply: FlowApproval,
  errors: ["approval.decided", "approval.no-comment", "approval.own", "approval.void"],
});
