import type { ReplyOf, routes } from "@chatloom/api-schema";
import { BarChart } from "@mantine/charts";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { ReportSection } from "./report-section.tsx";
import { stillBars } from "./still-bars.ts";

type Days = ReplyOf<typeof routes.reports.readAiReport>["days"];

/** Shows the calls of models by day, with their cost. */
export function AiByDay({ days }: { readonly days: Days }) {
  const { t } = useTranslation();
  const { day, count, money } = useFormats();
  return (
    <ReportSection
      title={t("reports.ai.byDay")}
      chart={
        <BarChart
          h={220}
          type="stacked"
          withLegend
          yAxisProps={{ allowDecimals: false }}
          data={days.map((it) => ({
            date: day(it.date),
            answered: it.calls - it.failed,
            failed: it.failed,
          }))}
          dataKey="date"
          series={[
            { name: "answered", label: t("reports.ai.answered"), color: "var(--cl-messages)" },
            { name: "failed", label: t("reports.ai.failed"), color: "var(--cl-triggers)" },
          ]}
          {...stillBars}
        />
      }
      columns={[
        { label: t("reports.day"), text: (it) => day(it.date), value: (it) => it.date },
        {
          label: t("reports.figures.aiCalls"),
          text: (it) => count(it.calls),
          value: (it) => it.calls,
          number: true,
        },
        {
          label: t("reports.ai.failed"),
          text: (it) => count(it.failed),
          value: (it) => it.failed,
          number: true,
        },
        ...(["input", "cached", "output"] as const).map((name) => ({
          label: t(`reports.ai.${name}`),
          text: (it: Days[number]) => count(it[name]),
          value: (it: Days[number]) => it[name],
          number: true,
        })),
        {
          label: t("reports.figures.aiCost"),
          text: (it) => money(it.cost),
          value: (it) => it.cost,
          number: true,
        },
      ]}
      rows={days}
    />
  );
}
