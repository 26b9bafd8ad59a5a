import { type ListedFigure, type ReplyOf, routes } from "@chatloom/api-schema";
import { BarChart } from "@mantine/charts";
import { Group, Select, SimpleGrid, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { BehindDrawer } from "../figures/behind-drawer.tsx";
import type { ReportFilter } from "../figures/report-filter.ts";
import { useFormats } from "../figures/use-formats.ts";
import { type Period, usePeriod } from "../figures/use-period.ts";
import { NotLoaded } from "../ui/not-loaded.tsx";
import { FailureSection } from "./failure-section.tsx";
import { FigureCard } from "./figure-card.tsx";
import { NoReportsYet } from "./no-reports-yet.tsx";
import { ReportSection } from "./report-section.tsx";
import { StandingNote } from "./standing-note.tsx";
import { stillBars } from "./still-bars.ts";
import { useReportFilter } from "./use-report-filter.ts";
import { useWithin90 } from "./use-within-90.ts";

type Overview = ReplyOf<typeof routes.reports.readOverview>;

/** The interval at which a shown report is read again, in milliseconds. */
const refreshMs = 30_000;

/** Shows the figures of the period, by day and compared with the period before. */
export function OverviewTab() {
  const { t } = useTranslation();
  const { period } = usePeriod();
  const { filter, value, choices, choose } = useReportFilter();
  const { data, isError, refetch } = useQuery({
    queryKey: ["report", "overview", period, filter],
    enabled: period !== undefined,
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
    queryFn: () =>
      call(routes.reports.readOverview, {
        query: { ...(period ?? { from: "", to: "" }), ...filter },
      }),
  });
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        {data ? <StandingNote standing={data} /> : <span />}
        <Select
          clearable
          searchable
          w={260}
          aria-label={t("reports.filter.label")}
          placeholder={t("reports.filter.all")}
          value={value}
          onChange={choose}
          data={choices}
        />
      </Group>
      {isError && !data && <NotLoaded onRetry={() => void refetch()} />}
      {!data && !isError && <Skeleton height={360} />}
      {data && period && <Overview data={data} period={period} filter={filter} />}
    </Stack>
  );
}

function Overview({
  data,
  period,
  filter,
}: {
  readonly data: Overview;
  readonly period: Period;
  readonly filter: ReportFilter;
}) {
  const { t } = useTranslation();
  const [figure, setFigure] = useState<ListedFigure>();
  const { now, before } = data;
  const empty = now.conversations === 0 && before.conversations === 0;
  return (
    <>
      {empty && !data.counting ? (
        <NoReportsYet filtered={Object.keys(filter).length > 0} />
      ) : (
        <>
          <Figures data={data} onOpen={setFigure} />
          <MessagesByDay data={data} />
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <ContactsByDay data={data} />
            <SessionsByDay data={data} />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <ReportSection
              title={t("reports.goals.title")}
              columns={[
                { label: t("reports.goals.name"), text: (it) => it.name },
                {
                  label: t("reports.goals.reached"),
                  text: (it) => String(it.count),
                  value: (it) => it.count,
                  number: true,
                },
              ]}
              rows={now.goalNames}
            />
            <FailureSection errors={now.errors} onOpen={() => setFigure("failed")} />
          </SimpleGrid>
        </>
      )}
      <BehindDrawer
        figure={figure}
        period={period}
        filter={filter}
        onClose={() => setFigure(undefined)}
      />
    </>
  );
}

function Figures({
  data: { now, before },
  onOpen,
}: {
  readonly data: Overview;
  readonly onOpen: (figure: ListedFigure) => void;
}) {
  const { t } = useTranslation();
  const { count, share, money, duration } = useFormats();
  const within90 = useWithin90();
  const counted = (figure: ListedFigure & keyof typeof now & keyof typeof before) => ({
    label: t(`reports.figures.${figure}`),
    value: count(Number(now[figure])),
    now: Number(now[figure]),
    before: Number(before[figure]),
    figure,
    onOpen,
  });
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 4 }}>
      <FigureCard {...counted("conversations")} />
      <FigureCard {...counted("messagesIn")} />
      <FigureCard {...counted("messagesOut")} />
      <FigureCard
        {...counted("newContacts")}
        note={t("reports.returning", { count: now.returningContacts })}
      />
      <FigureCard
        label={t("reports.figures.solvedByBot")}
        value={share(now.solvedByBot, now.sessions)}
        now={now.solvedByBot / (now.sessions || 1)}
        before={before.solvedByBot / (before.sessions || 1)}
        note={t("reports.ofSessions", { part: count(now.solvedByBot), whole: count(now.sessions) })}
        figure="sessions"
        onOpen={onOpen}
      />
      <FigureCard {...counted("withPeople")} />
      <FigureCard
        label={t("reports.figures.botAnswer")}
        value={duration(now.botAnswer.p50)}
        now={now.botAnswer.p50}
        before={before.botAnswer.p50}
        note={within90(now.botAnswer)}
      />
      <FigureCard
        label={t("reports.figures.memberAnswer")}
        value={duration(now.memberAnswer.p50)}
        now={now.memberAnswer.p50}
        before={before.memberAnswer.p50}
        note={within90(now.memberAnswer)}
      />
      <FigureCard {...counted("goals")} />
      <FigureCard
        label={t("reports.figures.aiCost")}
        value={money(now.aiCost)}
        now={now.aiCost}
        before={before.aiCost}
        note={t("reports.aiCalls", { count: now.aiCalls })}
        figure="aiCalls"
        onOpen={onOpen}
      />
      <FigureCard {...counted("handedOff")} />
      <FigureCard
        label={t("reports.figures.failed")}
        value={count(now.delivery.failed)}
        now={now.delivery.failed}
        before={before.delivery.failed}
        figure="failed"
        onOpen={onOpen}
      />
    </SimpleGrid>
  );
}

function MessagesByDay({ data: { days, channels } }: { readonly data: Overview }) {
  const { t } = useTranslation();
  const { day, count } = useFormats();
  const colors = ["messages", "logic", "triggers", "actions", "ai", "people"];
  const several = channels.length > 1 && channels.length <= colors.length;
  const series = several
    ? channels.map((it, index) => ({
        name: it.channelId,
        label: it.name,
        color: `var(--cl-${colors[index]})`,
      }))
    : [
        { name: "messagesIn", label: t("reports.figures.messagesIn"), color: "var(--cl-messages)" },
        { name: "messagesOut", label: t("reports.figures.messagesOut"), color: "var(--cl-logic)" },
      ];
  const rows = days.map((it, index) => ({
    ...it,
    byChannel: Object.fromEntries(
      channels.map(({ channelId, days: its }) => [
        channelId,
        (its[index]?.messagesIn ?? 0) + (its[index]?.messagesOut ?? 0),
      ]),
    ),
  }));
  const chart = (
    <BarChart
      h={260}
      type="stacked"
      withLegend
      yAxisProps={{ allowDecimals: false }}
      data={rows.map((it) => ({ ...it, ...it.byChannel, date: day(it.date) }))}
      dataKey="date"
      series={series}
      {...stillBars}
    />
  );
  return (
    <ReportSection
      title={t("reports.messages.title")}
      chart={chart}
      columns={[
        { label: t("reports.day"), text: (it) => day(it.date), value: (it) => it.date },
        ...(["messagesIn", "messagesOut"] as const).map((name) => ({
          label: t(`reports.figures.${name}`),
          text: (it: (typeof rows)[number]) => count(it[name]),
          value: (it: (typeof rows)[number]) => it[name],
          number: true,
        })),
        ...(several ? channels : []).map(({ channelId, name }) => ({
          label: name,
          text: (it: (typeof rows)[number]) => count(it.byChannel[channelId] ?? 0),
          value: (it: (typeof rows)[number]) => it.byChannel[channelId] ?? 0,
          number: true,
        })),
      ]}
      rows={rows}
    />
  );
}

function ContactsByDay({ data: { days } }: { readonly data: Overview }) {
  const { t } = useTranslation();
  return (
    <TwoByDay
      title={t("reports.contacts.title")}
      days={days}
      names={["newContacts", "returningContacts"]}
    />
  );
}

function SessionsByDay({ data: { days } }: { readonly data: Overview }) {
  const { t } = useTranslation();
  return (
    <TwoByDay
      title={t("reports.sessions.title")}
      hint={t("reports.sessions.hint")}
      days={days}
      names={["solvedByBot", "withPeople"]}
    />
  );
}

type DayFigure = "newContacts" | "returningContacts" | "solvedByBot" | "withPeople";

function TwoByDay({
  title,
  hint,
  days,
  names,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly days: Overview["days"];
  readonly names: readonly [DayFigure, DayFigure];
}) {
  const { t } = useTranslation();
  const { day, count } = useFormats();
  const colors = ["var(--cl-messages)", "var(--cl-triggers)"];
  return (
    <ReportSection
      title={title}
      {...(hint !== undefined && { hint })}
      chart={
        <BarChart
          h={220}
          type="stacked"
          withLegend
          yAxisProps={{ allowDecimals: false }}
          data={days.map((it) => ({ ...it, date: day(it.date) }))}
          dataKey="date"
          series={names.map((name, index) => ({
            name,
            label: t(`reports.figures.${name}`),
            color: colors[index] ?? "",
          }))}
          {...stillBars}
        />
      }
      columns={[
        { label: t("reports.day"), text: (it) => day(it.date), value: (it) => it.date },
        ...names.map((name) => ({
          label: t(`reports.figures.${name}`),
          text: (it: Overview["days"][number]) => count(it[name]),
          value: (it: Overview["days"][number]) => it[name],
          number: true,
        })),
      ]}
      rows={days}
    />
  );
}
