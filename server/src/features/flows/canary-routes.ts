import { type CanaryFigures, routes } from "@chatloom/api-schema";
import { defined, type Flow, readFlow } from "@chatloom/flows-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { addCounts, type Counts, countName, sumOfKind } from "../../domain/reports/counts.ts";
import { answer } from "../../http/answer.ts";
import { flowErrors } from "../../records/flow-errors.ts";
import { type Canary, flows, flowVersions, headOnly } from "../../records/flow-model.ts";
import { announceFlow, findFlow } from "../../records/flow-store.ts";
import { reportSums } from "../../records/report-models.ts";
import type { ReportCounter } from "../reports/report-counter.ts";
import { readStanding } from "../reports/report-period.ts";
import { flowsChanged } from "./flows-changed.ts";
import type { MoveOpenRuns } from "./publishing-routes.ts";

const chapter = routes.flowCanaries;
const hourMs = 3_600_000;

/** Routes of versions that a share of the conversations gets first. */
export function canaryRoutes(
  api: Router,
  context: ServerContext,
  moveOpenRuns: MoveOpenRuns,
  reportCounter: ReportCounter,
): void {
  const { connection, now } = context;

  answer(api, chapter.readCanary, async ({ workspaceId, params: { flowId } }) => {
    const { version: stable = 0, canary } = await findFlow(context, workspaceId, flowId);
    if (!canary) {
      throw flowErrors.noCanary();
    }
    await reportCounter.nudge(workspaceId);
    const since = Math.floor(canary.startedAt / hourMs) * hourMs;
    const { upTo } = await readStanding(context, workspaceId);
    const read = (version: number) => readFigures(workspaceId, flowId, version, since);
    const [before, after] = await Promise.all([read(stable), read(canary.version)]);
    return { upTo, since: new Date(since).toISOString(), stable: before, canary: after };
  });

  answer(api, chapter.changeCanary, ({ workspaceId, member, params, body }) =>
    change(workspaceId, params.flowId, {
      set: { "canary.share": body.share, updatedBy: member.name },
    }),
  );

  answer(api, chapter.finishCanary, async ({ workspaceId, member, params, body }) => {
    const { flowId } = params;
    const canary = await findCanary(workspaceId, flowId);
    const { version, revision, outline } = canary;
    const flow = await change(workspaceId, flowId, {
      canary,
      set: {
        version,
        publishedRevision: revision,
        publishedOutline: outline,
        updatedBy: member.name,
      },
    });
    const movedRuns = body.moveOpenRuns ? await moveOpenRuns(workspaceId, flowId, version) : 0;
    return { flow, movedRuns };
  });

  answer(api, chapter.rollBackCanary, async ({ workspaceId, member, params, body }) => {
    const { flowId } = params;
    const canary = await findCanary(workspaceId, flowId);
    const flow = await change(workspaceId, flowId, { canary, set: { updatedBy: member.name } });
    const { version = 0 } = flow;
    const movedRuns = body.moveOpenRuns ? await moveOpenRuns(workspaceId, flowId, version) : 0;
    return { flow, movedRuns };
  });

  async function findCanary(workspaceId: string, flowId: string): Promise<Canary> {
    const { canary } = await findFlow(context, workspaceId, flowId);
    if (!canary) {
      throw flowErrors.noCanary();
    }
    return canary;
  }

  /** Changes a flow whose version is on trial; ends that trial if it is named. Two who end it do so once. */
  async function change(
    workspaceId: string,
    flowId: string,
    { canary, set }: { readonly canary?: Canary; readonly set: Readonly<Record<string, unknown>> },
  ) {
    const of = canary ? canary.version : { $exists: true };
    const changed = await flows(connection)
      .in(workspaceId)
      .findOneAndUpdate(
        { _id: flowId, "canary.version": of },
        {
          $set: { ...set, updatedAt: new Date(now()) },
          $inc: { changes: 1 },
          ...defined({ $unset: canary ? { canary: 1 } : undefined }),
        },
        { projection: headOnly },
      );
    if (!changed) {
      await findFlow(context, workspaceId, flowId);
      throw flowErrors.noCanary();
    }
    await flowsChanged(context, workspaceId);
    return announceFlow(context, changed);
  }

  async function readFigures(
    workspaceId: string,
    flowId: string,
    version: number,
    since: number,
  ): Promise<CanaryFigures> {
    const group = countName("v", flowId, String(version));
    const [sums, stored] = await Promise.all([
      reportSums(connection)
        .in(workspaceId)
        .find({ span: "hour", group, at: { $gte: since } }),
      flowVersions(connection).in(workspaceId).findOne({ flowId, version }),
    ]);
    const counts: Record<string, number> = {};
    for (const it of sums) {
      addCounts(counts, it.counts);
    }
    const flow = stored && readFlow(stored.flow);
    return {
      version,
      runs: counts["runs"] ?? 0,
      completed: counts["completed"] ?? 0,
      errors: sumOfKind(counts, "failed"),
      goals: enteredOf(counts, flow, "goal"),
      handoffs: enteredOf(counts, flow, "handoff"),
      dropped: sumOfKind(counts, "dropped"),
    };
  }
}

/** How many runs came to the steps of a type. */
function enteredOf(counts: Counts, flow: Flow | undefined, type: "goal" | "handoff"): number {
  return (flow?.nodes ?? []).reduce(
    (sum, node) => sum + (node.type === type ? (counts[countName("entered", node.id)] ?? 0) : 0),
    0,
  );
}
