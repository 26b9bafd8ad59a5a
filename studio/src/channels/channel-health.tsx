import { type ChannelAccount, type ReplyOf, routes } from "@chatloom/api-schema";
import { Alert, Group, Paper, SimpleGrid, Stack, Text, Title, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { longTime } from "../ui/format-time.ts";
import classes from "./channels.module.css";
import { isFailing } from "./is-failing.ts";
import { Standing } from "./standing.tsx";
import { TrafficLog } from "./traffic-log.tsx";

type Hours = ReplyOf<typeof routes.channels.readChannelTraffic>["hours"];

/** How a channel fares: what came and went lately, the last day as bars, and the log. */
export function ChannelHealthCard({
  channel,
  local,
}: {
  readonly channel: ChannelAccount;
  /** Nothing is called and no webhooks come: there is only the time of the last message. */
  readonly local: boolean;
}) {
  const { t, i18n } = useTranslation();
  const { health, lastEventAt } = channel;
  const traffic = useQuery({
    queryKey: ["channels", channel.id, "traffic"],
    queryFn: () => call(routes.channels.readChannelTraffic, { params: { channelId: channel.id } }),
    enabled: !local,
  });
  const time = (iso: string | undefined) =>
    iso === undefined ? t("channels.health.never") : longTime(iso, i18n.language);
  return (
    <Paper component="section" p="lg" className={classes.card ?? ""}>
      <Title order={2} mb="sm">
        {t("channels.health.title")}
      </Title>
      <Stack>
        {isFailing(channel) && health.failed > 0 && (
          <Alert color="red">{t("channels.health.failing")}</Alert>
        )}
        {health.refused > 0 && (
          <Alert color="yellow">{t("channels.health.refused", { count: health.refused })}</Alert>
        )}
        {health.standing && <Standing standing={health.standing} />}
        <SimpleGrid cols={2} spacing="sm">
          <Fact label={t("channels.health.lastIn")} value={time(lastEventAt)} />
          {!local && (
            <>
              <Fact label={t("channels.health.lastOut")} value={time(health.lastSentAt)} />
              <Fact label={t("channels.health.calls")} value={<Calls health={health} />} />
              {health.averageMs !== undefined && (
                <Fact
                  label={t("channels.health.answer")}
                  value={t("channels.health.milliseconds", { count: health.averageMs })}
                />
              )}
              {health.credentialsExpireAt && (
                <Fact
                  label={t("channels.health.expires")}
                  value={time(health.credentialsExpireAt)}
                />
              )}
            </>
          )}
        </SimpleGrid>
        {traffic.data && traffic.data.hours.length > 0 && <Bars hours={traffic.data.hours} />}
        {traffic.data && (
          <TrafficLog
            entries={traffic.data.entries}
            onReload={() => void traffic.refetch()}
            reloading={traffic.isFetching}
          />
        )}
      </Stack>
    </Paper>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: React.ReactNode }) {
  return (
    <div>
      <Text fz="xs" c="dimmed">
        {label}
      </Text>
      <Text fz="sm" fw={600}>
        {value}
      </Text>
    </div>
  );
}

function Calls({ health: { called, failed } }: Pick<ChannelAccount, "health">) {
  const { t } = useTranslation();
  if (called === 0) {
    return t("channels.health.callsNone");
  }
  return failed === 0
    ? t("channels.health.callsFine", { count: called })
    : t("channels.health.callsFailed", { count: called, failed });
}

const hourMs = 3_600_000;

/** The last 24 hours as bars: what went, and the share of it that failed. */
function Bars({ hours }: { readonly hours: Hours }) {
  const { t, i18n } = useTranslation();
  const now = Math.floor(Date.now() / hourMs) * hourMs;
  const byHour = new Map(hours.map((it) => [Date.parse(it.at), it]));
  const day = Array.from({ length: 24 }, (_, index) => {
    const at = now - (23 - index) * hourMs;
    return byHour.get(at) ?? { at: new Date(at).toISOString(), ...nothing };
  });
  const most = Math.max(1, ...day.map((it) => it.received + it.refused + it.called));
  return (
    <div>
      <Text fz="xs" c="dimmed" mb={4}>
        {t("channels.health.day")}
      </Text>
      <Group component="ul" gap={2} wrap="nowrap" align="flex-end" h={48} m={0} p={0}>
        {day.map((it) => {
          const failed = it.failed + it.refused;
          const all = it.received + it.refused + it.called;
          const label = t("channels.health.dayBar", {
            when: longTime(it.at, i18n.language),
            received: it.received + it.refused,
            called: it.called,
            failed,
          });
          return (
            <Tooltip key={it.at} label={label}>
              <li aria-label={label} className={classes.bar}>
                <div
                  className={classes.fine}
                  style={{ height: `${((all - failed) / most) * 100}%` }}
                />
                <div className={classes.failed} style={{ height: `${(failed / most) * 100}%` }} />
              </li>
            </Tooltip>
          );
        })}
      </Group>
    </div>
  );
}

const nothing = { received: 0, refused: 0, called: 0, failed: 0 };
