import { type ReplyOf, routes } from "@chatloom/api-schema";
import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFormats } from "../figures/use-formats.ts";
import { usePeriod } from "../figures/use-period.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { NoReportsYet } from "./no-reports-yet.tsx";
import { ReportSection } from "./report-section.tsx";
import { RetentionTable } from "./retention-table.tsx";
import { StandingNote } from "./standing-note.tsx";
import { WaysSection } from "./ways-section.tsx";

type Report = ReplyOf<typeof routes.reports.readJourneyReport>;

/** Shows how contacts come back, what brought them to goals, and how they go from flow to flow. */
export function JourneysTab() {
  const { period, awaited } = usePeriod();
  const report = useQuery({
    queryKey: ["report", "journeys", period],
    enabled: period !== undefined,
    queryFn: () =>
      call(routes.reports.readJourneyReport, { query: period ?? { from: "", to: "" } }),
  });
  const { data } = report;
  if (!data) {
    return <Awaiting of={[...awaited, report]} height={360} />;
  }
  const isEmpty = data.cohorts.length + data.goals.length + data.ways.steps.length === 0;
  return (
    <Stack gap="lg">
      <StandingNote standing={data} />
      {isEmpty ? <NoReportsYet filtered={false} /> : <Journeys data={data} />}
    </Stack>
  );
}

function Journeys({ data: { cohorts, goals, ways } }: { readonly data: Report }) {
  const { t } = useTranslation();
  const { count, share, duration } = useFormats();
  return (
    <>
      <RetentionTable cohorts={cohorts} />
      <WaysSection ways={ways} />
      <ReportSection
        title={t("reports.journeys.goals")}
        hint={t("reports.journeys.goalsHint")}
        columns={[
          { label: t("reports.goals.name"), text: (it) => it.name },
          {
            label: t("reports.journeys.contacts"),
            text: (it) => count(it.contacts),
            value: (it) => it.contacts,
            number: true,
          },
          {
            label: t("reports.journeys.p50"),
            text: (it) => duration(it.time.p50),
            value: (it) => it.time.p50 ?? "",
            number: true,
          },
          {
            label: t("reports.journeys.p90"),
            text: (it) => duration(it.time.p90),
            value: (it) => it.time.p90 ?? "",
            number: true,
          },
        ]}
        rows={goals}
      />
      {(["first", "last"] as const).map((which) => (
        <ReportSection
          key={which}
          title={t(`reports.journeys.${which}`)}
          hint={t(`reports.journeys.${which}Hint`)}
          columns={[
            {
              label: t("reports.goals.name"),
              text: (it) => it.goal,
              key: (it) => `${it.goal} ${it.kind} ${it.id}`,
            },
            {
              label: t("reports.journeys.kind"),
              text: (it) => t(`reports.journeys.kinds.${it.kind}`),
            },
            { label: t("reports.journeys.touch"), text: (it) => it.name },
            {
              label: t("reports.journeys.contacts"),
              text: (it) => `${count(it.count)} (${share(it.count, it.of)})`,
              value: (it) => it.count,
              number: true,
            },
          ]}
          rows={goals.flatMap((goal) =>
            goal[which].map((it) => ({ ...it, goal: goal.name, of: goal.contacts })),
          )}
        />
      ))}
    </>
  );
}
