import { type ClassDecision, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import { answer } from "../../http/answer.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { type ClassLabelFields, classLabels } from "../../records/class-label-model.ts";
import { findFlow } from "../../records/flow-store.ts";
import type { ReportCounter } from "../reports/report-counter.ts";
import { decisionAt, recentDecisions } from "./find-decisions.ts";

const chapter = routes.classDecisions;
const mostLabels = 1_000;

/** Lists decisions of classification steps, and stores the labels that members give them. */
export function classDecisionRoutes(
  api: Router,
  { services }: Pipeline,
  reportCounter: ReportCounter,
): void {
  const { context } = services;
  const { connection } = context;
  const labels = (workspaceId: string) => classLabels(connection).in(workspaceId);
  const newestFirst = { sort: { at: -1 as const }, limit: mostLabels };

  answer(api, chapter.listClassDecisions, async ({ workspaceId, params }) => {
    const { flowId, nodeId } = params;
    await findFlow(context, workspaceId, flowId);
    // The steps that conversations came to are known from reports.
    await reportCounter.nudge(workspaceId);
    const decided = await recentDecisions(services, workspaceId, { flowId, nodeId });
    const ids = decided.map((it) => labelId(it.conversationId, it.turn, nodeId));
    const known = await labels(workspaceId).find({ _id: { $in: ids } });
    const meant = new Map(known.map((it) => [it._id, it.meant]));
    return {
      items: decided.map(({ at, ...it }, index) => ({
        ...it,
        at: new Date(at).toISOString(),
        meant: meant.get(ids[index] ?? ""),
      })),
    };
  });

  answer(api, chapter.listClassLabels, async ({ workspaceId, params }) => {
    await findFlow(context, workspaceId, params.flowId);
    const { flowId, nodeId } = params;
    return {
      items: (await labels(workspaceId).find({ flowId, nodeId }, newestFirst)).map(present),
    };
  });

  answer(api, chapter.labelClassDecision, async ({ workspaceId, member, params, body }) => {
    await findFlow(context, workspaceId, params.flowId);
    const { conversationId, turn, meant } = body;
    const _id = labelId(conversationId, turn, params.nodeId);
    if (meant === undefined) {
      await labels(workspaceId).deleteOne({ _id });
      return {};
    }
    const known = await labels(workspaceId).findOneAndUpdate(
      { _id },
      { $set: { meant, by: member.name } },
    );
    if (known) {
      return {};
    }
    const decided = await decisionAt(services, workspaceId, params, { conversationId, turn });
    if (!decided) {
      throw new NotFound("decision");
    }
    const { flowId, nodeId } = params;
    const fields = { ...decided, conversationId, flowId, nodeId, meant, by: member.name };
    // Two members may label it at once.
    await labels(workspaceId).findOneAndUpdate({ _id }, { $set: fields }, { upsert: true });
    return {};
  });
}

function labelId(conversationId: string, turn: number, nodeId: string): string {
  return `${conversationId}.${turn}:${nodeId}`;
}

function present({
  conversationId,
  turn,
  at,
  text,
  chosen,
  meant,
}: ClassLabelFields): ClassDecision {
  return { conversationId, turn, at: new Date(at).toISOString(), text, chosen, meant };
}
