import type { Segment } from "@chatloom/api-schema";
import { LineChart } from "@mantine/charts";
import { Box } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { ReportSection } from "../reports/report-section.tsx";

/** Shows how many contacts a segment had on the days on which somebody looked. One day says nothing yet. */
export function SegmentHistory({ sizes }: { readonly sizes: Segment["sizes"] }) {
  const { t } = useTranslation();
  const { day, count } = useFormats();
  if (sizes.length < 2) {
    return null;
  }
  return (
    <Box maw={760} mb="lg">
      <ReportSection
        title={t("audience.segments.history")}
        hint={t("audience.segments.historyHint")}
        chart={
          <LineChart
            h={180}
            data={sizes.map((it) => ({ count: it.count, date: day(it.at) }))}
            dataKey="date"
            yAxisProps={{ allowDecimals: false }}
            valueFormatter={count}
            series={[
              { name: "count", label: t("audience.segments.size"), color: "var(--cl-messages)" },
            ]}
            curveType="linear"
            lineProps={{ isAnimationActive: false }}
            lineChartProps={{ accessibilityLayer: false }}
            tooltipAnimationDuration={0}
          />
        }
        columns={[
          { label: t("reports.day"), text: (it) => day(it.at), value: (it) => it.at.slice(0, 10) },
          {
            label: t("audience.segments.size"),
            text: (it) => (it.atLeast ? `≥ ${count(it.count)}` : count(it.count)),
            value: (it) => it.count,
            number: true,
          },
        ]}
        rows={sizes}
      />
    </Box>
  );
}
