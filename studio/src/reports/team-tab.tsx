import { type ReplyOf, routes } from "@chatloom/api-schema";
import { LineChart } from "@mantine/charts";
import { Group, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFormats } from "../figures/use-formats.ts";
import { usePeriod } from "../figures/use-period.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { CountryFilter, useCountry } from "./country-filter.tsx";
import { DurationCard } from "./duration-card.tsx";
import { FigureCard } from "./figure-card.tsx";
import { HeatMap } from "./heat-map.tsx";
import { ReportSection } from "./report-section.tsx";
import { SatisfactionTable } from "./satisfaction-table.tsx";
import { StandingNote } from "./standing-note.tsx";

type Team = ReplyOf<typeof routes.reports.readTeamReport>;
type Member = Team["members"][number];

const promises = [1, 5, 10, 15, 30, 60, 240, 480, 1440] as const;

/** Shows how people answered: times, members, backlog, and when contacts write. */
export function TeamTab() {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const { period, awaited } = usePeriod();
  const country = useCountry();
  const [within, setWithin] = useState<(typeof promises)[number]>(15);
  const report = useQuery({
    queryKey: ["report", "team", period, within, country],
    enabled: period !== undefined,
    placeholderData: (before) => before,
    queryFn: () =>
      call(routes.reports.readTeamReport, {
        query: {
          ...(period ?? { from: "", to: "" }),
          country: country || undefined,
          withinMinutes: within,
        },
      }),
  });
  const { data } = report;
  if (!data || !period) {
    return <Awaiting of={[...awaited, report]} height={360} />;
  }
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <StandingNote standing={data} />
        <CountryFilter />
        <Select
          label={t("reports.team.promise")}
          allowDeselect={false}
          value={String(within)}
          onChange={(value) => setWithin(promises.find((it) => String(it) === value) ?? within)}
          data={promises.map((it) => ({ value: String(it), label: duration(it * 60_000) }))}
        />
      </Group>
      <TeamFigures data={data} />
      {country === undefined ? (
        <>
          <Members data={data} />
          <SatisfactionTable period={period} timeZone={data.timeZone} />
          <Backlog data={data} />
        </>
      ) : (
        <Text c="dimmed">{t("reports.team.allCountries")}</Text>
      )}
      <HeatMap heat={data.heat} />
    </Stack>
  );
}

function TeamFigures({ data: { now, before, within } }: { readonly data: Team }) {
  const { t } = useTranslation();
  const { count, share } = useFormats();
  return (
    <SimpleGrid cols={{ base: 2, lg: 4 }}>
      <FigureCard
        label={t("reports.figures.handedOff")}
        value={count(now.handedOff)}
        now={now.handedOff}
        before={before.handedOff}
      />
      <DurationCard figure="firstAnswer" now={now} before={before} />
      <FigureCard
        label={t("reports.team.kept")}
        value={share(within, now.firstAnswer.count)}
        note={t("reports.ofAnswers", {
          part: count(within),
          whole: count(now.firstAnswer.count),
        })}
      />
      <DurationCard figure="resolution" now={now} before={before} />
    </SimpleGrid>
  );
}

function Members({ data }: { readonly data: Team }) {
  const { t } = useTranslation();
  const { count, share, duration } = useFormats();
  const number = (label: string, of: (it: Member) => number) => ({
    label,
    text: (it: Member) => count(of(it)),
    value: of,
    number: true,
  });
  const time = (label: string, of: (it: Member) => number | undefined) => ({
    label,
    text: (it: Member) => duration(of(it)),
    value: (it: Member) => of(it) ?? "",
    number: true,
  });
  return (
    <ReportSection
      title={t("reports.team.members")}
      columns={[
        { label: t("reports.team.member"), text: (it) => it.name || t("reports.team.gone") },
        number(t("reports.team.messages"), (it) => it.messages),
        number(t("reports.figures.takenOver"), (it) => it.takenOver),
        number(t("reports.figures.resolved"), (it) => it.resolved),
        time(t("reports.figures.firstAnswer"), (it) => it.firstAnswer.p50),
        {
          label: t("reports.team.kept"),
          text: (it) => share(it.within, it.firstAnswer.count),
          value: (it) => (it.firstAnswer.count === 0 ? "" : it.within / it.firstAnswer.count),
          number: true,
        },
        time(t("reports.figures.memberAnswer"), (it) => it.answer.p50),
        time(t("reports.figures.resolution"), (it) => it.resolution.p50),
      ]}
      rows={data.members}
    />
  );
}

function Backlog({ data }: { readonly data: Team }) {
  const { t, i18n } = useTranslation();
  const { count } = useFormats();
  const moment = new Intl.DateTimeFormat(i18n.language, {
    timeZone: data.timeZone,
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
  const series = [
    { name: "waiting", label: t("reports.team.waiting"), color: "var(--cl-people)" },
    { name: "open", label: t("reports.team.open"), color: "var(--cl-messages)" },
  ] as const;
  return (
    <ReportSection
      title={t("reports.team.backlog")}
      hint={t("reports.team.backlogHint")}
      chart={
        <LineChart
          h={220}
          withLegend
          withDots={false}
          curveType="stepAfter"
          yAxisProps={{ allowDecimals: false }}
          data={data.backlog.map((it) => ({ ...it, at: moment.format(new Date(it.at)) }))}
          dataKey="at"
          series={[...series]}
          lineProps={{ isAnimationActive: false }}
          lineChartProps={{ accessibilityLayer: false }}
          tooltipAnimationDuration={0}
        />
      }
      columns={[
        {
          label: t("reports.team.hourEnd"),
          text: (it) => moment.format(new Date(it.at)),
          value: (it) => it.at,
        },
        ...series.map(({ name, label }) => ({
          label,
          text: (it: Team["backlog"][number]) => count(it[name]),
          value: (it: Team["backlog"][number]) => it[name],
          number: true,
        })),
      ]}
      rows={data.backlog}
    />
  );
}
