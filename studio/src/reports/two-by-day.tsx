import type { ReportDay } from "@chatloom/api-schema";
import { BarChart } from "@mantine/charts";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { ReportSection } from "./report-section.tsx";
import { stillBars } from "./still-bars.ts";

type DayFigure = "newContacts" | "returningContacts" | "solvedByBot" | "withPeople";

/** Shows two figures of each day, one on top of the other. */
export function TwoByDay({
  title,
  hint,
  days,
  names,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly days: readonly ReportDay[];
  readonly names: readonly [DayFigure, DayFigure];
}) {
  const { t } = useTranslation();
  const { day, count } = useFormats();
  const colors = ["var(--cl-messages)", "var(--cl-triggers)"];
  return (
    <ReportSection
      title={title}
      hint={hint}
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
          text: (it: ReportDay) => count(it[name]),
          value: (it: ReportDay) => it[name],
          number: true,
        })),
      ]}
      rows={days}
    />
  );
}
