import { type ListedFigure, type ReplyOf, routes } from "@chatloom/api-schema";
import { Group, Select, SimpleGrid, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { BehindDrawer } from "../figures/behind-drawer.tsx";
import type { ReportFilter } from "../figures/report-filter.ts";
import { type Period, usePeriod } from "../figures/use-period.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { FailureSection } from "./failure-section.tsx";
import { MessagesByDay } from "./messages-by-day.tsx";
import { NoReportsYet } from "./no-reports-yet.tsx";
import { OverviewFigures } from "./overview-figures.tsx";
import { ReportSection } from "./report-section.tsx";
import { StandingNote } from "./standing-note.tsx";
import { TwoByDay } from "./two-by-day.tsx";
import { useReportFilter } from "./use-report-filter.ts";

type Overview = ReplyOf<typeof routes.reports.readOverview>;

/** The interval at which a shown report is read again, in milliseconds. */
const refreshMs = 30_000;

/** Shows the figures of the period, by day and compared with the period before. */
export function OverviewTab() {
  const { t } = useTranslation();
  const { period, awaited } = usePeriod();
  const { filter, value, choices, choose } = useReportFilter();
  const report = useQuery({
    queryKey: ["report", "overview", period, filter],
    enabled: period !== undefined,
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
    queryFn: () =>
      call(routes.reports.readOverview, {
        query: { ...(period ?? { from: "", to: "" }), ...filter },
      }),
  });
  const { data } = report;
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
      <Awaiting of={[...awaited, report]} height={360} />
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
          <OverviewFigures data={data} onOpen={setFigure} />
          <MessagesByDay data={data} />
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <TwoByDay
              title={t("reports.contacts.title")}
              days={data.days}
              names={["newContacts", "returningContacts"]}
            />
            <TwoByDay
              title={t("reports.sessions.title")}
              hint={t("reports.sessions.hint")}
              days={data.days}
              names={["solvedByBot", "withPeople"]}
            />
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
