import { type ReplyOf, routes } from "@chatloom/api-schema";
import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFormats } from "../figures/use-formats.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { shortTime } from "../ui/format-time.ts";
import type { Column } from "./data-table.tsx";
import { FigureCard } from "./figure-card.tsx";
import { ReportSection } from "./report-section.tsx";
import { TrafficByHour } from "./traffic-by-hour.tsx";

type Channel = ReplyOf<typeof routes.reports.readOperationsReport>["channels"][number];

const refreshMs = 15_000;

/** Shows how the server works: traffic with platforms in the last 24 hours, and what waits now. */
export function OperationsTab() {
  const { t, i18n } = useTranslation();
  const { count, share, duration } = useFormats();
  const report = useQuery({
    queryKey: ["report", "operations"],
    refetchInterval: refreshMs,
    queryFn: () => call(routes.reports.readOperationsReport),
  });
  const { data } = report;
  if (!data) {
    return <Awaiting of={report} height={360} />;
  }
  const age = (since: string | undefined) =>
    since === undefined ? undefined : Math.max(0, Date.parse(data.at) - Date.parse(since));
  const number = (label: string, of: (it: Channel) => number): Column<Channel> => ({
    label,
    text: (it) => count(of(it)),
    value: of,
    number: true,
  });
  const time = (label: string, of: (it: Channel) => number | undefined): Column<Channel> => ({
    label,
    text: (it) => duration(of(it)),
    value: (it) => of(it) ?? "",
    number: true,
  });
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t("reports.operations.at", { when: shortTime(data.at, i18n.language) })}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <FigureCard label={t("reports.operations.processes")} value={count(data.processes)} />
        <FigureCard
          label={t("reports.operations.events")}
          value={count(data.waitingEvents)}
          note={
            data.oldestEventAt === undefined
              ? undefined
              : t("reports.operations.oldest", { time: duration(age(data.oldestEventAt)) })
          }
        />
        <FigureCard label={t("reports.operations.overdue")} value={count(data.overdue)} />
        <FigureCard label={t("reports.operations.deadLetters")} value={count(data.deadLetters)} />
      </SimpleGrid>
      <ReportSection
        title={t("reports.operations.channels")}
        hint={t("reports.operations.channelsHint")}
        columns={[
          { label: t("reports.channel"), text: (it) => it.name, key: (it) => it.channelId },
          number(t("reports.operations.received"), (it) => it.received),
          number(t("reports.operations.refused"), (it) => it.refused),
          number(t("reports.operations.called"), (it) => it.called),
          {
            label: t("reports.operations.failed"),
            text: (it) => share(it.failed, it.called),
            value: (it) => it.failed,
            number: true,
          },
          time(t("reports.operations.p50"), (it) => it.time.p50),
          time(t("reports.operations.p90"), (it) => it.time.p90),
          number(t("reports.operations.waiting"), (it) => it.waiting),
          time(t("reports.operations.age"), (it) => age(it.oldestAt)),
        ]}
        rows={data.channels}
      />
      <TrafficByHour channels={data.channels} />
    </Stack>
  );
}
