import type { ReplyOf, routes } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { ReportSection } from "./report-section.tsx";

type Cohorts = ReplyOf<typeof routes.reports.readJourneyReport>["cohorts"];

/** Shows which share of the contacts of each week wrote again in the weeks after. */
export function RetentionTable({ cohorts }: { readonly cohorts: Cohorts }) {
  const { t } = useTranslation();
  const { count, share, day } = useFormats();
  const weeks = Math.max(0, ...cohorts.map((it) => it.returned.length));
  return (
    <ReportSection
      title={t("reports.journeys.retention")}
      hint={t("reports.journeys.retentionHint")}
      columns={[
        {
          label: t("reports.journeys.week"),
          text: (it) => day(it.week),
          value: (it) => it.week,
          key: (it) => it.week,
        },
        {
          label: t("reports.journeys.contacts"),
          text: (it) => count(it.contacts),
          value: (it) => it.contacts,
          number: true,
        },
        ...Array.from({ length: weeks }, (_, index) => ({
          label: t("reports.journeys.weekLater", { number: index + 1 }),
          text: (it: Cohorts[number]) =>
            index < it.returned.length ? share(it.returned[index] ?? 0, it.contacts) : "",
          value: (it: Cohorts[number]) => it.returned[index] ?? "",
          number: true,
        })),
      ]}
      rows={cohorts}
    />
  );
}
