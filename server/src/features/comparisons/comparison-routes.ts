import { type FlowComparison, routes } from "@chatloom/api-schema";
import { checkFlow, readFlow } from "@chatloom/flows-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { findConversation } from "../../pipeline/turn/change-conversation.ts";
import { conversations } from "../../records/conversation-model.ts";
import { flowComparisons, type StoredComparison } from "../../records/flow-comparison-model.ts";
import { flowErrors } from "../../records/flow-errors.ts";
import { findFlow } from "../../records/flow-store.ts";
import { jobs, presentJob, type StoredJob } from "../../records/job-model.ts";
import { findCheckContext } from "../flows/find-check-context.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import type { ReportCounter } from "../reports/report-counter.ts";
import { type Compared, createComparer } from "./compare-stored.ts";
import type { ComparisonPlan } from "./comparison-job.ts";
import { findConversations } from "./find-conversations.ts";

const chapter = routes.flowComparisons;

/** Routes that compare a draft with real conversations. */
export function comparisonRoutes(
  api: Router,
  context: ServerContext,
  services: { readonly jobs: Jobs; readonly reportCounter: ReportCounter },
): void {
  const { connection, now } = context;

  answer(api, chapter.startFlowComparison, async ({ workspaceId, member, params, body }) => {
    const { flowId } = params;
    const { draft, draftRevision, name } = await findFlow(context, workspaceId, flowId);
    const findings = checkFlow(
      readFlow(draft),
      await findCheckContext(context, workspaceId, flowId),
    );
    if (findings.some((it) => it.severity === "error")) {
      throw flowErrors.hasFindings(findings);
    }
    const conversationIds = await findConversations(
      context,
      workspaceId,
      flowId,
      body.conversations,
    );
    await forgetEarlier(workspaceId, flowId);
    const jobId = new mongoose.Types.ObjectId();
    const made = await flowComparisons(connection)
      .in(workspaceId)
      .insert({
        flowId: new mongoose.Types.ObjectId(flowId),
        revision: draftRevision,
        draft,
        conversationIds,
        results: {},
        jobId,
        by: member.name,
        createdAt: now(),
      });
    const plan: ComparisonPlan = { comparisonId: String(made._id) };
    const job = await services.jobs.add(workspaceId, {
      _id: jobId,
      kind: "compareFlow",
      title: name,
      plan,
      total: conversationIds.length,
      by: member.name,
    });
    return present(made, job);
  });

  answer(api, chapter.readFlowComparison, async ({ workspaceId, params: { flowId } }) => {
    await findFlow(context, workspaceId, flowId);
    // The conversations of a comparison come from the reports.
    await services.reportCounter.nudge(workspaceId);
    const found = await findNewest(workspaceId, flowId);
    const job = found && (await jobs(connection).in(workspaceId).findById(found.jobId));
    return { comparison: found && job ? await present(found, job) : undefined };
  });

  answer(api, chapter.readComparedConversation, async ({ workspaceId, params }) => {
    const { flowId, conversationId } = params;
    const found = await findNewest(workspaceId, flowId);
    if (!found?.conversationIds.includes(conversationId)) {
      throw new NotFound("comparison");
    }
    const conversation = await findConversation(context, workspaceId, conversationId);
    const compare = await createComparer(context, found);
    return presentCompared(await compare(conversation));
  });

  async function findNewest(
    workspaceId: string,
    flowId: string,
  ): Promise<StoredComparison | undefined> {
    const [found] = await flowComparisons(connection)
      .in(workspaceId)
      .find({ flowId }, { sort: { createdAt: -1, _id: -1 }, limit: 1 });
    return found;
  }

  async function forgetEarlier(workspaceId: string, flowId: string): Promise<void> {
    const model = flowComparisons(connection).in(workspaceId);
    const earlier = await model.find({ flowId }, { projection: { jobId: 1 } });
    const ids = earlier.map((it) => it.jobId);
    await jobs(connection)
      .in(workspaceId)
      .updateMany(
        { _id: { $in: ids }, state: "running" },
        { $set: { state: "stopped", endedAt: now() } },
      );
    await model.deleteMany({ _id: { $in: earlier.map((it) => it._id) } });
  }

  async function present(found: StoredComparison, job: StoredJob): Promise<FlowComparison> {
    const { _id, revision, by, createdAt, conversationIds, workspaceId } = found;
    const known = await conversations(connection)
      .in(workspaceId)
      .find(
        { _id: { $in: [...conversationIds] } },
        { projection: { contactName: 1, channelType: 1 } },
      );
    const items = conversationIds.flatMap((conversationId, index) => {
      const result = found.results[`c${index}`];
      const conversation = known.find((it) => it._id === conversationId);
      if (!result || !conversation) {
        return [];
      }
      const { contactName, channelType } = conversation;
      const at = new Date(result.at).toISOString();
      return [{ conversationId, contactName, channelType, at, state: result.state }];
    });
    const having = (state: string) => items.filter((it) => it.state === state);
    const different = having("different");
    return {
      id: String(_id),
      revision,
      by,
      createdAt: new Date(createdAt).toISOString(),
      job: presentJob(job),
      same: having("same").length,
      different: different.length,
      unclear: having("unclear").length,
      items: [...different, ...items.filter((it) => it.state !== "different")],
    };
  }
}

function presentCompared({ state, comparison }: Compared) {
  const said = ({ text, key, flowId, nodeId }: Words) => ({
    text,
    handedOver: key === "handOff" ? true : undefined,
    flowId,
    nodeId,
  });
  return {
    state,
    first: comparison?.first,
    unanswered: comparison?.unanswered,
    exchanges: (comparison?.exchanges ?? []).map(({ at, cause, text, before, after }) => ({
      at: new Date(at).toISOString(),
      cause,
      text,
      before: before.map(said),
      after: after.map(said),
    })),
  };
}

type Words = NonNullable<Compared["comparison"]>["exchanges"][number]["before"][number];
