import type { ReplyOf, routes } from "@chatloom/api-schema";
import { BarChart } from "@mantine/charts";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { ReportSection } from "./report-section.tsx";
import { stillBars } from "./still-bars.ts";

/** Shows the messages of each day: by channel where there are a few channels, or else in and out. */
export function MessagesByDay({
  data: { days, channels },
}: {
  readonly data: ReplyOf<typeof routes.reports.readOverview>;
}) {
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
