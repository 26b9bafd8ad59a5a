import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { partsOf } from "../../domain/reports/counts.ts";
import { answer } from "../../http/answer.ts";
import { reportProgress, reportSums } from "../../records/report-models.ts";
import { findExperiments } from "./find-experiments.ts";
import { listAnswers } from "./list-answers.ts";
import { listReportConversations } from "./list-report-conversations.ts";
import { readAiReport } from "./read-ai-report.ts";
import { readAnswers } from "./read-answers.ts";
import { readChannelReport } from "./read-channel-report.ts";
import { readExperiment } from "./read-experiment.ts";
import { readFlowReport } from "./read-flow-report.ts";
import { readJourneyReport } from "./read-journey-report.ts";
import { readOperationsReport } from "./read-operations-report.ts";
import { readOverview } from "./read-overview.ts";
import { readTeamReport } from "./read-team-report.ts";
import type { ReportCounter } from "./report-counter.ts";

const chapter = routes.reports;
const mostGroups = 200;

/** Adds the routes of reports. Whoever reads one gets figures that are counted soon after. */
export function reportRoutes(api: Router, context: ServerContext, counter: ReportCounter): void {
  const { connection, now } = context;

  answer(api, chapter.readOverview, async ({ workspaceId, query }) => {
    await counter.nudge(workspaceId);
    return readOverview(context, workspaceId, query);
  });
  answer(api, chapter.readChannelReport, async ({ workspaceId, query }) => {
    await counter.nudge(workspaceId);
    return readChannelReport(context, workspaceId, query);
  });
  answer(api, chapter.readTeamReport, async ({ workspaceId, query }) => {
    await counter.nudge(workspaceId);
    return readTeamReport(context, workspaceId, query);
  });
  answer(api, chapter.readFlowReport, async ({ workspaceId, params, query }) => {
    await counter.nudge(workspaceId);
    return readFlowReport(context, workspaceId, params.flowId, query);
  });
  answer(api, chapter.readJourneyReport, async ({ workspaceId, query }) => {
    await counter.nudge(workspaceId);
    return readJourneyReport(context, workspaceId, query);
  });
  answer(api, chapter.readOperationsReport, ({ workspaceId }) =>
    readOperationsReport(context, workspaceId),
  );
  answer(api, chapter.readAiReport, async ({ workspaceId, query }) => {
    await counter.nudge(workspaceId);
    return readAiReport(context, workspaceId, query);
  });
  answer(api, chapter.readAnswers, async ({ workspaceId, params, query }) => {
    await counter.nudge(workspaceId);
    return readAnswers(context, workspaceId, params.flowId, query);
  });
  answer(api, chapter.listAnswers, ({ workspaceId, params, query }) =>
    listAnswers(context, workspaceId, params, query),
  );
  answer(api, routes.experiments.listExperiments, async ({ workspaceId }) => {
    const found = await findExperiments(connection, workspaceId);
    return {
      items: found.map(({ flowId, flowName, nodeId, split }) => ({
        flowId,
        flowName,
        nodeId,
        variants: split.variants.map((it) => it.label),
        winner: split.variants.find((it) => it.id === split.winner)?.label,
      })),
    };
  });
  answer(api, routes.experiments.readExperiment, ({ workspaceId, params, query }) =>
    readExperiment(context, workspaceId, params, query),
  );
  answer(api, chapter.listReportConversations, ({ workspaceId, query }) =>
    listReportConversations(context, workspaceId, query),
  );
  answer(api, chapter.listReportGroups, async ({ workspaceId }) => ({
    languages: await groupsOf(workspaceId, "l"),
    countries: await groupsOf(workspaceId, "n"),
    tags: await groupsOf(workspaceId, "t"),
  }));
  answer(api, chapter.rebuildReports, async ({ workspaceId }) => {
    await reportProgress(connection)
      .in(workspaceId)
      .updateOne({ _id: workspaceId }, { $set: { rebuild: true, nextAt: now() } });
    return {};
  });

  async function groupsOf(workspaceId: string, kind: string): Promise<string[]> {
    const found = await reportSums(connection)
      .in(workspaceId)
      .distinct("group", { span: "day", group: { $gte: `${kind}:`, $lt: `${kind};` } });
    return found
      .map((it) => partsOf(String(it))[1] ?? "")
      .sort()
      .slice(0, mostGroups);
  }
}
