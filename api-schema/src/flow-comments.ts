import { FlowPartId } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { longestComment } from "./comment-limit.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Nothing } from "./shapes.ts";

const tag = "Comments";
const flowParams = Type.Object({ flowId: Id });
const threadParams = Type.Object({ flowId: Id, nodeId: FlowPartId });
const commentParams = Type.Object({ flowId: Id, nodeId: FlowPartId, commentId: Id });

const Text = Type.String({ minLength: 1, maxLength: longestComment, pattern: "\\S" });
const Mentions = Type.Array(Id, { maxItems: 20, uniqueItems: true });
const Written = Exact({ text: Text, mentions: Optional(Mentions) });

/** A comment on a step. */
export const FlowComment = Exact({
  id: Id,
  memberId: Id,
  /** The author's name when it was written. */
  by: Type.String(),
  text: Type.String(),
  /** The members it mentions. */
  mentions: Type.Array(Id),
  at: Moment,
  editedAt: Optional(Moment),
  /** The caller wrote it, and may change it. */
  own: Type.Boolean(),
});
export type FlowComment = Static<typeof FlowComment>;

/** CONTRACT. The comments on a step, oldest first. They belong to the step's id, in all versions, and stay when the step is removed. */
export const FlowThread = Exact({
  nodeId: Type.String(),
  /** The step when somebody last commented on it, to name it after it was removed. */
  step: Exact({ type: Type.String(), summary: Type.String() }),
  resolved: Type.Boolean(),
  resolvedBy: Optional(Type.String()),
  comments: Type.Array(FlowComment),
  /** A comment mentions the caller, who has not read it. */
  mentioned: Type.Boolean(),
});
export type FlowThread = Static<typeof FlowThread>;

export const listFlowComments = defineRoute({
  method: "get",
  path: "/flows/:flowId/comments",
  tag,
  access: "viewer",
  summary: "List the comments on a flow's steps",
  params: flowParams,
  reply: Exact({ items: Type.Array(FlowThread) }),
});
/** Reopens what was resolved. The first comment on a step needs the step in the draft. */
export const addFlowComment = defineRoute({
  method: "post",
  path: "/flows/:flowId/comments/:nodeId",
  tag,
  access: "agent",
  audit: "flow.commented",
  summary: "Comment on a step",
  params: threadParams,
  body: Written,
  reply: FlowThread,
  errors: ["comment.busy", "comment.too-many", "member.not-found", "step.not-found"],
});
export const changeFlowComment = defineRoute({
  method: "put",
  path: "/flows/:flowId/comments/:nodeId/:commentId",
  tag,
  access: "agent",
  audit: "flow.commentChanged",
  summary: "Change a comment of one's own",
  params: commentParams,
  body: Written,
  reply: FlowThread,
  errors: ["comment.busy", "comment.not-own", "member.not-found"],
});
export const deleteFlowComment = defineRoute({
  method: "delete",
  path: "/flows/:flowId/comments/:nodeId/:commentId",
  tag,
  access: "agent",
  audit: "flow.commentDeleted",
  summary: "Delete a comment of one's own",
  params: commentParams,
  reply: Nothing,
  errors: ["comment.busy", "comment.not-own"],
});
export const resolveFlowComments = defineRoute({
  method: "put",
  path: "/flows/:flowId/comments/:nodeId",
  tag,
  access: "agent",
  audit: "flow.commentsResolved",
  summary: "Resolve or reopen the comments on a step",
  params: threadParams,
  body: Exact({ resolved: Type.Boolean() }),
  reply: FlowThread,
  errors: ["comment.busy"],
});
export const readFlowMentions = defineRoute({
  method: "post",
  path: "/flows/:flowId/comments/:nodeId/read",
  tag,
  access: "viewer",
  audit: { none: "It changes only what the member has read" },
  summary: "Mark the comments on a step as read",
  params: threadParams,
  reply: Nothing,
  errors: ["comment.busy"],
});
/** The newest 50. */
export const listFlowMentions = defineRoute({
  method: "get",
  path: "/flow-mentions",
  tag,
  access: "viewer",
  summary: "List the comments that mention the caller, who has not read them",
  reply: Exact({
    items: Type.Array(
      Exact({
        flowId: Id,
        flowName: Type.String(),
        nodeId: Type.String(),
        by: Type.String(),
        text: Type.String(),
        at: Moment,
      }),
    ),
  }),
});
