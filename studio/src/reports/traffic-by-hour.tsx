import type { ReplyOf, routes } from "@chatloom/api-schema";
import { BarChart } from "@mantine/charts";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { shortTime } from "../ui/format-time.ts";
import { ReportSection } from "./report-section.tsx";
import { stillBars } from "./still-bars.ts";

type Channels = ReplyOf<typeof routes.reports.readOperationsReport>["channels"];
const names = ["received", "refused", "called", "failed"] as const;

/** Shows the traffic of all channels by hour. */
export function TrafficByHour({ channels }: { readonly channels: Channels }) {
  const { t, i18n } = useTranslation();
  const { count } = useFormats();
  const hours = new Map<string, Record<(typeof names)[number], number>>();
  for (const { at, ...counts } of channels.flatMap((it) => it.hours)) {
    const sum = hours.get(at) ?? { received: 0, refused: 0, called: 0, failed: 0 };
    for (const name of names) {
      sum[name] += counts[name];
    }
    hours.set(at, sum);
  }
  const rows = [...hours]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, sum]) => ({ at, ...sum, hour: shortTime(at, i18n.language) }));
  const colors = [
    "var(--cl-messages)",
    "var(--cl-logic)",
    "var(--cl-actions)",
    "var(--cl-triggers)",
  ];
  return (
    <ReportSection
      title={t("reports.operations.byHour")}
      chart={
        <BarChart
          h={240}
          withLegend
          yAxisProps={{ allowDecimals: false }}
          data={rows}
          dataKey="hour"
          series={names.map((name, index) => ({
            name,
            label: t(`reports.operations.${name}`),
            color: colors[index] ?? "",
          }))}
          {...stillBars}
        />
      }
      columns={[
        {
          label: t("reports.operations.hour"),
          text: (it) => it.hour,
          key: (it) => it.at,
          value: (it) => it.at,
        },
        ...names.map((name) => ({
          label: t(`reports.operations.${name}`),
          text: (it: (typeof rows)[number]) => count(it[name]),
          value: (it: (typeof rows)[number]) => it[name],
          number: true,
        })),
      ]}
      rows={rows}
    />
  );
}
