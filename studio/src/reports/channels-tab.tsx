import { type ReplyOf, routes } from "@chatloom/api-schema";
import { Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { BehindDrawer } from "../figures/behind-drawer.tsx";
import { useFormats } from "../figures/use-formats.ts";
import { usePeriod } from "../figures/use-period.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { CostSection } from "./cost-section.tsx";
import { CountryFilter, useCountry } from "./country-filter.tsx";
import { FailureSection } from "./failure-section.tsx";
import { NoReportsYet } from "./no-reports-yet.tsx";
import { ReportSection } from "./report-section.tsx";
import { StandingNote } from "./standing-note.tsx";

type Item = ReplyOf<typeof routes.reports.readChannelReport>["items"][number];

/** Volume, answer times, delivery, failures and costs of each channel. */
export function ChannelsTab() {
  const { t } = useTranslation();
  const { count, share, duration } = useFormats();
  const { period, awaited } = usePeriod();
  const country = useCountry();
  const [open, setOpen] = useState<string>();
  const report = useQuery({
    queryKey: ["report", "channels", period, country],
    enabled: period !== undefined,
    queryFn: () =>
      call(routes.reports.readChannelReport, {
        query: { ...(period ?? { from: "", to: "" }), country: country || undefined },
      }),
  });
  const { data } = report;
  if (!data || !period) {
    return <Awaiting of={[...awaited, report]} height={360} />;
  }
  const number = (label: string, of: (it: Item) => number) => ({
    label,
    text: (it: Item) => count(of(it)),
    value: of,
    number: true,
  });
  const part = (label: string, of: (it: Item) => number, whole: (it: Item) => number) => ({
    label,
    text: (it: Item) => share(of(it), whole(it)),
    value: (it: Item) => (whole(it) === 0 ? "" : of(it) / whole(it)),
    number: true,
  });
  const time = (label: string, of: (it: Item) => number | undefined) => ({
    label,
    text: (it: Item) => duration(of(it)),
    value: (it: Item) => of(it) ?? "",
    number: true,
  });
  const name = { label: t("reports.channel"), text: (it: Item) => it.name };
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <StandingNote standing={data} />
        <CountryFilter />
      </Group>
      {data.items.length === 0 ? (
        <NoReportsYet filtered={country !== undefined} />
      ) : (
        <>
          <ReportSection
            title={t("reports.volume.title")}
            columns={[
              name,
              number(t("reports.figures.conversations"), (it) => it.now.conversations),
              number(t("reports.figures.messagesIn"), (it) => it.now.messagesIn),
              number(t("reports.figures.messagesOut"), (it) => it.now.messagesOut),
              number(
                t("reports.volume.before"),
                (it) => it.before.messagesIn + it.before.messagesOut,
              ),
              part(
                t("reports.figures.solvedByBot"),
                (it) => it.now.solvedByBot,
                (it) => it.now.sessions,
              ),
            ]}
            rows={data.items}
          />
          <ReportSection
            title={t("reports.answers.title")}
            hint={t("reports.answers.hint")}
            columns={[
              name,
              time(t("reports.answers.bot50"), (it) => it.now.botAnswer.p50),
              time(t("reports.answers.bot90"), (it) => it.now.botAnswer.p90),
              time(t("reports.answers.member50"), (it) => it.now.memberAnswer.p50),
              time(t("reports.answers.member90"), (it) => it.now.memberAnswer.p90),
              time(t("reports.platformTime.p50"), (it) => it.platform.p50),
              time(t("reports.platformTime.p90"), (it) => it.platform.p90),
            ]}
            rows={data.items}
          />
          <ReportSection
            title={t("reports.delivery.title")}
            hint={t("reports.delivery.hint")}
            columns={[
              name,
              part(t("reports.delivery.delivered"), delivered, (it) => it.now.messagesOut),
              part(
                t("reports.delivery.read"),
                (it) => it.now.delivery.read,
                (it) => it.now.messagesOut,
              ),
              part(
                t("reports.delivery.failed"),
                (it) => it.now.delivery.failed,
                (it) => it.now.messagesOut,
              ),
              number(t("reports.delivery.unclear"), (it) => it.now.delivery.unknown),
              number(t("reports.delivery.windowMisses"), (it) => it.windowMisses),
            ]}
            rows={data.items}
          />
          <CostSection items={data.items} />
          {data.items
            .filter((it) => it.now.errors.length > 0)
            .map((it) => (
              <FailureSection
                key={it.channelId}
                channel={it.name}
                errors={it.now.errors}
                onOpen={() => setOpen(it.channelId)}
              />
            ))}
        </>
      )}
      <BehindDrawer
        figure={open === undefined ? undefined : "failed"}
        period={period}
        filter={open === undefined ? {} : { channelId: open, country: country || undefined }}
        onClose={() => setOpen(undefined)}
      />
    </Stack>
  );
}

function delivered({ now: { delivery } }: Item): number {
  return delivery.delivered + delivery.read;
}
