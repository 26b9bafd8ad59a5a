import { type FlowApproval, routes } from "@chatloom/api-schema";
import { checkFlow, readFlow } from "@chatloom/flows-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { Conflict, DomainError, Invalid, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type Asked, answer } from "../../http/answer.ts";
import { may } from "../../http/caller.ts";
import type { Notifications } from "../../pipeline/effects/notifications.ts";
import { flowApprovals, type StoredApproval } from "../../records/flow-approval-model.ts";
import { flowErrors } from "../../records/flow-errors.ts";
import { flows } from "../../records/flow-model.ts";
import { findFlow } from "../../records/flow-store.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { findCheckContext } from "../flows/find-check-context.ts";
import { tellApprovers } from "./tell-approvers.ts";

const chapter = routes.flowApprovals;
const mostListed = 50;

/** The facts about a flow that a request is shown with. */
interface ShownFlow {
  readonly name: string;
  readonly draftRevision: number;
}
type Caller = Pick<Asked<typeof chapter.listFlowApprovals>, "member" | "grantor">;

/** Routes for asking somebody else before publishing. */
export function approvalRoutes(
  api: Router,
  context: ServerContext,
  notifications: Pick<Notifications, "add">,
): void {
  const { connection, now } = context;

  answer(api, chapter.readFlowApproval, async (asked) => {
    const { workspaceId, params } = asked;
    const flow = await findFlow(context, workspaceId, params.flowId);
    const workspace = await findWorkspace(connection, workspaceId);
    const [newest] = await flowApprovals(connection)
      .in(workspaceId)
      .find({ flowId: params.flowId }, { sort: { askedAt: -1, _id: -1 }, limit: 1 });
    return {
      required: workspace?.publishing?.approval ?? false,
      approval: newest && present(newest, flow, asked),
    };
  });

  answer(api, chapter.listFlowApprovals, async (asked) => {
    const { workspaceId } = asked;
    const found = await flowApprovals(connection)
      .in(workspaceId)
      .find({ state: "waiting" }, { sort: { askedAt: -1 }, limit: mostListed });
    const known = await flows(connection)
      .in(workspaceId)
      .find(
        { _id: { $in: found.map((it) => it.flowId) } },
        { projection: { name: 1, draftRevision: 1 } },
      );
    const items = found.flatMap((it) => {
      const flow = known.find((other) => String(other._id) === String(it.flowId));
      return flow ? [present(it, flow, asked)] : [];
    });
    return { items: items.filter((it) => it.state === "waiting" && it.mayDecide) };
  });

  answer(api, chapter.askForApproval, async (asked) => {
    const { workspaceId, member, params, body, grantor } = asked;
    const { flowId } = params;
    const flow = await findFlow(context, workspaceId, flowId);
    if (flow.draftRevision !== body.revision) {
      throw flowErrors.draftChanged(body.revision, flow.draftRevision);
    }
    const checkContext = await findCheckContext(context, workspaceId, flowId);
    const findings = checkFlow(readFlow(flow.draft), checkContext);
    if (findings.some((it) => it.severity === "error")) {
      throw flowErrors.hasFindings(findings);
    }
    const model = flowApprovals(connection).in(workspaceId);
    const made = await model.insert({
      flowId: new mongoose.Types.ObjectId(flowId),
      revision: body.revision,
      note: body.note ?? "",
      by: member.name,
      accountId: grantor ?? member.id,
      askedAt: now(),
      state: "waiting",
    });
    await model.deleteMany({ flowId, _id: { $ne: made._id }, state: "waiting" });
    await tellApprovers(context, notifications, { ...made, flowName: flow.name });
    context.announce(workspaceId, "flow.approvalChanged", { flowId });
    return present(made, flow, asked);
  });

  answer(api, chapter.decideApproval, async (asked) => {
    const { workspaceId, member, params, body, grantor } = asked;
    const { flowId, approvalId } = params;
    if (!body.approve && !body.comment?.trim()) {
      throw new Invalid("approval.no-comment", "Say why it is declined", [
        { at: "/comment", message: "must not be empty" },
      ]);
    }
    const flow = await findFlow(context, workspaceId, flowId);
    const model = flowApprovals(connection).in(workspaceId);
    const found = await model.findOne({ _id: approvalId, flowId });
    if (!found) {
      throw new NotFound("approval");
    }
    if (isAuthor(found, asked)) {
      throw new DomainError("forbidden", "approval.own", "Somebody else must decide");
    }
    if (found.revision !== flow.draftRevision) {
      throw new Conflict("approval.void", "The draft has changed since the request");
    }
    const decided = await model.findOneAndUpdate(
      { _id: approvalId, state: "waiting", accountId: { $ne: grantor ?? member.id } },
      {
        $set: {
          state: body.approve ? "approved" : "declined",
          decidedBy: member.name,
          decidedAt: now(),
          comment: body.comment,
        },
      },
    );
    if (!decided) {
      throw new Conflict("approval.decided", "The request is decided already");
    }
    context.announce(workspaceId, "flow.approvalChanged", { flowId });
    return present(decided, flow, asked);
  });
}

function isAuthor({ accountId }: StoredApproval, { member, grantor }: Caller): boolean {
  return accountId === (grantor ?? member.id);
}

function present(
  found: StoredApproval,
  { name, draftRevision }: ShownFlow,
  caller: Caller,
): FlowApproval {
  const { _id, flowId, revision, note, by, askedAt, decidedBy, decidedAt, comment } = found;
  const state = revision === draftRevision ? found.state : "void";
  return {
    id: String(_id),
    flowId: String(flowId),
    flowName: name,
    revision,
    note,
    by,
    askedAt: new Date(askedAt).toISOString(),
    state,
    decidedBy,
    decidedAt: decidedAt === undefined ? undefined : new Date(decidedAt).toISOString(),
    comment: comment || undefined,
    mayDecide:
      state === "waiting" && may(caller.member, "flows.publish") && !isAuthor(found, caller),
  };
}
