import { type AiCallFigures, type AiFigures, type ReplyOf, routes } from "@chatloom/api-schema";
import { SimpleGrid, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFormats } from "../figures/use-formats.ts";
import { usePeriod } from "../figures/use-period.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { AiByDay } from "./ai-by-day.tsx";
import { AiProblems } from "./ai-problems.tsx";
import type { Column } from "./data-table.tsx";
import { FigureCard } from "./figure-card.tsx";
import { NoAiYet } from "./no-ai-yet.tsx";
import { OpenQuestionTable } from "./open-question-table.tsx";
import { ReportSection } from "./report-section.tsx";
import { StandingNote } from "./standing-note.tsx";
import { useStepNames } from "./use-step-names.ts";

type Report = ReplyOf<typeof routes.reports.readAiReport>;

/** Shows what AI answered, how fast, at what cost, and when it could not. */
export function AiTab() {
  const { period, awaited } = usePeriod();
  const report = useQuery({
    queryKey: ["report", "ai", period],
    enabled: period !== undefined,
    queryFn: () => call(routes.reports.readAiReport, { query: period ?? { from: "", to: "" } }),
  });
  const { data } = report;
  if (!data) {
    return <Awaiting of={[...awaited, report]} height={360} />;
  }
  return (
    <Stack gap="lg">
      <StandingNote standing={data} />
      {data.now.calls + data.before.calls === 0 ? <NoAiYet /> : <Figures data={data} />}
    </Stack>
  );
}

function Figures({ data }: { readonly data: Report }) {
  const { t } = useTranslation();
  const { count, share, money, duration, number } = useFormats();
  const { now, before } = data;
  const stepName = useStepNames(data.steps);
  const counted = (label: string, of: (it: AiFigures) => number) => ({
    label,
    value: count(of(now)),
    now: of(now),
    before: of(before),
  });
  const shared = (label: string, part: (it: AiFigures) => number) => ({
    label,
    value: share(part(now), now.talks),
    now: part(now) / (now.talks || 1),
    before: part(before) / (before.talks || 1),
  });
  const outcomes: readonly Column<{ readonly figures: AiFigures }>[] = [
    {
      label: t("reports.ai.talks"),
      text: (it) => count(it.figures.talks),
      value: (it) => it.figures.talks,
      number: true,
    },
    {
      label: t("reports.ai.answers"),
      text: (it) => count(it.figures.answers),
      value: (it) => it.figures.answers,
      number: true,
    },
    {
      label: t("reports.ai.fallbackRate"),
      text: (it) => share(fallbacksOf(it.figures), attemptsOf(it.figures)),
      value: (it) => fallbacksOf(it.figures),
      number: true,
    },
    {
      label: t("reports.ai.handoffRate"),
      text: (it) => share(it.figures.handedOff, it.figures.talks),
      value: (it) => it.figures.handedOff,
      number: true,
    },
    {
      label: t("reports.ai.rating"),
      text: ({ figures: { ratings } }) =>
        ratings.average === undefined
          ? "–"
          : `${number(ratings.average)} (${count(ratings.count)})`,
      value: (it) => it.figures.ratings.average ?? "",
      number: true,
    },
  ];
  const calls: readonly Column<{ readonly figures: AiCallFigures }>[] = [
    {
      label: t("reports.figures.aiCalls"),
      text: (it) => count(it.figures.calls),
      value: (it) => it.figures.calls,
      number: true,
    },
    {
      label: t("reports.ai.failed"),
      text: (it) => share(it.figures.failed, it.figures.calls),
      value: (it) => it.figures.failed,
      number: true,
    },
    {
      label: t("reports.ai.p50"),
      text: (it) => duration(it.figures.time.p50),
      value: (it) => it.figures.time.p50 ?? "",
      number: true,
    },
    {
      label: t("reports.ai.p90"),
      text: (it) => duration(it.figures.time.p90),
      value: (it) => it.figures.time.p90 ?? "",
      number: true,
    },
    ...(["input", "cached", "output"] as const).map((name) => ({
      label: t(`reports.ai.${name}`),
      text: (it: { readonly figures: AiCallFigures }) => count(it.figures[name]),
      value: (it: { readonly figures: AiCallFigures }) => it.figures[name],
      number: true,
    })),
    {
      label: t("reports.figures.aiCost"),
      text: (it) => money(it.figures.cost),
      value: (it) => it.figures.cost,
      number: true,
    },
  ];
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 4 }}>
        <FigureCard {...counted(t("reports.ai.talks"), (it) => it.talks)} />
        <FigureCard {...counted(t("reports.ai.answers"), (it) => it.answers)} />
        <FigureCard
          label={t("reports.ai.p50")}
          value={duration(now.time.p50)}
          now={now.time.p50}
          before={before.time.p50}
          note={t("reports.p90", { time: duration(now.time.p90) })}
        />
        <FigureCard
          label={t("reports.figures.aiCost")}
          value={money(now.cost)}
          now={now.cost}
          before={before.cost}
          note={t("reports.aiCalls", { count: now.calls })}
        />
        <FigureCard
          label={t("reports.ai.fallbackRate")}
          value={share(fallbacksOf(now), attemptsOf(now))}
          now={fallbacksOf(now) / (attemptsOf(now) || 1)}
          before={fallbacksOf(before) / (attemptsOf(before) || 1)}
        />
        <FigureCard {...shared(t("reports.ai.handoffRate"), (it) => it.handedOff)} />
        <FigureCard {...counted(t("reports.ai.unanswered"), (it) => it.unanswered)} />
        <FigureCard
          label={t("reports.ai.rating")}
          value={now.ratings.average === undefined ? "–" : number(now.ratings.average)}
          now={now.ratings.average}
          before={before.ratings.average}
          note={t("reports.ai.ratings", { count: now.ratings.count })}
        />
      </SimpleGrid>
      <AiByDay days={data.days} />
      <ReportSection
        title={t("reports.ai.channels")}
        columns={[
          {
            label: t("reports.channel"),
            text: (it) => it.name ?? t("reports.ai.formerChannel"),
            key: (it) => it.channelId,
          },
          ...calls,
        ]}
        rows={data.channels}
      />
      <ReportSection
        title={t("reports.ai.agents")}
        columns={[
          {
            label: t("reports.ai.agent"),
            text: (it) => it.name || t("reports.ai.formerAgent"),
            key: (it) => it.agentId,
          },
          ...outcomes,
          ...calls,
        ]}
        rows={data.agents}
      />
      <ReportSection
        title={t("reports.ai.flows")}
        columns={[
          {
            label: t("reports.ai.flow"),
            text: (it) => it.flowName || t("reports.ai.onItsOwn"),
            key: (it) => it.flowId,
          },
          ...calls,
        ]}
        rows={data.flows}
      />
      <ReportSection
        title={t("reports.ai.steps")}
        columns={[
          {
            label: t("reports.flows.step"),
            text: stepName,
            key: (it) => `${it.flowId}/${it.nodeId}`,
          },
          ...outcomes,
          ...calls,
        ]}
        rows={data.steps}
      />
      <ReportSection
        title={t("reports.ai.models")}
        hint={t("reports.ai.modelsHint")}
        columns={[{ label: t("reports.ai.model"), text: (it) => it.model }, ...calls]}
        rows={data.models}
      />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <AiProblems title={t("reports.ai.fallbacks")} rows={now.fallbacks} />
        <AiProblems title={t("reports.ai.problems")} rows={now.problems} />
      </SimpleGrid>
      <OpenQuestionTable />
    </>
  );
}

function fallbacksOf({ fallbacks }: AiFigures): number {
  return fallbacks.reduce((sum, it) => sum + it.count, 0);
}

/** Answers, and those that were not given. */
function attemptsOf(figures: AiFigures): number {
  return figures.answers + fallbacksOf(figures);
}
