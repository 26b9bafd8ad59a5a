import { type Broadcast, routes } from "@chatloom/api-schema";
import { Button, Group, List, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";
import { useMay } from "../session/use-me.ts";
import { longTime } from "../ui/format-time.ts";
import { JobProgress } from "../ui/job-progress.tsx";
import { reasonText } from "../ui/reason-text.ts";
import { Section } from "../ui/section.tsx";
import classes from "./broadcasts.module.css";
import { CostText } from "./cost-text.tsx";
import { RecipientList } from "./recipient-list.tsx";
import { SkippedList } from "./skipped-list.tsx";
import { StateBadge } from "./state-badge.tsx";
import { VariantsReport } from "./variants-report.tsx";

/** Outcomes in the order of a contact's way. Those after `failed` are shown where they occurred. */
const lines = [
  "started",
  "sent",
  "delivered",
  "read",
  "clicked",
  "replied",
  "goal",
  "optedOut",
  "failed",
  "waiting",
  "unknown",
] as const;
const always: readonly string[] = ["started", "sent", "delivered", "read", "replied", "failed"];
const refreshMs = 5_000;
/** How long after the end platforms may still report deliveries. */
const settlingMs = 3_600_000;

/** Shows the progress and the results of a broadcast, with pause, continue and stop. */
export function BroadcastReport({ broadcast }: { readonly broadcast: Broadcast }) {
  const { t, i18n } = useTranslation();
  const may = useMay("broadcasts.send");
  const client = useQueryClient();
  const { id, state, job, at } = broadcast;
  const queryKey = ["broadcasts", id];
  const params = { broadcastId: id };
  const refresh = () => void client.invalidateQueries({ queryKey });
  useLive("job.updated", (changed) => changed.id === job?.id && refresh());
  useLiveReturn(refresh);
  const endedAt = job?.endedAt === undefined ? undefined : Date.parse(job.endedAt);
  const settles = endedAt === undefined || Date.now() - endedAt < settlingMs;
  const { data: results } = useQuery({
    queryKey: ["broadcasts", id, "results"],
    refetchInterval: settles ? refreshMs : false,
    queryFn: () => call(routes.broadcasts.readBroadcastResults, { params }),
  });
  const act = useMutation({
    mutationFn: (step: "sendBroadcast" | "pauseBroadcast" | "stopBroadcast") =>
      step === "sendBroadcast"
        ? call(routes.broadcasts.sendBroadcast, { params, body: {} })
        : call(routes.broadcasts[step], { params }),
    onSuccess: (changed) => {
      client.setQueryData(queryKey, changed);
      // The job may have ended before its id arrived here.
      refresh();
    },
  });
  const resend = useMutation({
    mutationFn: (code: string) => call(routes.broadcasts.resendFailed, { params, body: { code } }),
    onSuccess: () => notifications.show({ message: t("broadcasts.resending") }),
  });
  const isOver = state === "sent" || state === "stopped";
  const share = (count: number) =>
    results && results.started > 0 ? ` ${Math.round((count / results.started) * 100)} %` : "";
  return (
    <>
      <Section title={t("broadcasts.progress")} actions={<StateBadge state={state} />}>
        {state === "scheduled" && at !== undefined && (
          <Text>{t("broadcasts.startsAt", { at: longTime(at, i18n.language) })}</Text>
        )}
        {job && state !== "scheduled" && state !== "stopped" && (
          <JobProgress
            job={job}
            label={t(`broadcasts.states.${state}`)}
            waits={state === "deciding" || state === "paused"}
          />
        )}
        {may && !isOver && (
          <Group mt="md">
            {state === "paused" ? (
              <Button loading={act.isPending} onClick={() => act.mutate("sendBroadcast")}>
                {t("broadcasts.goOn")}
              </Button>
            ) : (
              <Button
                variant="default"
                loading={act.isPending}
                onClick={() => act.mutate("pauseBroadcast")}
              >
                {t(state === "scheduled" ? "broadcasts.takeBack" : "broadcasts.pause")}
              </Button>
            )}
            <Button
              variant="default"
              loading={act.isPending}
              onClick={() =>
                modals.openConfirmModal({
                  title: t("broadcasts.stopTitle"),
                  children: <Text size="sm">{t("broadcasts.stopText")}</Text>,
                  labels: { confirm: t("broadcasts.stop"), cancel: t("common.cancel") },
                  onConfirm: () => act.mutate("stopBroadcast"),
                })
              }
            >
              {t("broadcasts.stop")}
            </Button>
          </Group>
        )}
      </Section>
      {results && (
        <Section title={t("broadcasts.results")}>
          <dl className={classes.results}>
            {lines
              .filter((line) => always.includes(line) || results[line] > 0)
              .map((line) => (
                <div key={line}>
                  <Text component="dt" size="sm" c="dimmed">
                    {t(`broadcasts.lines.${line}`)}
                  </Text>
                  <Text component="dd" m={0} fz={24} fw={650}>
                    {results[line].toLocaleString(i18n.language)}
                    {line !== "started" && (
                      <Text span size="sm" c="dimmed">
                        {share(results[line])}
                      </Text>
                    )}
                  </Text>
                </div>
              ))}
          </dl>
          <CostText cost={results.cost} />
          {results.goal > 0 && results.cost.amount > 0 && (
            <Text size="sm">
              {t("broadcasts.costPerGoal", {
                sum: (results.cost.amount / results.goal).toLocaleString(i18n.language, {
                  style: "currency",
                  currency: results.cost.currency,
                }),
              })}
            </Text>
          )}
          {results.holdout.contacts > 0 && (
            <Text size="sm">
              {t("broadcasts.holdoutResult", {
                share: percent(results.goal, results.started),
                other: percent(results.holdout.goal, results.holdout.contacts),
                count: results.holdout.contacts,
              })}
            </Text>
          )}
          {results.previews > 0 && (
            <Text size="sm" c="dimmed">
              {t("broadcasts.previews", { count: results.previews })}
            </Text>
          )}
          {results.failures.length > 0 && (
            <>
              <Text fw={650} mt="md">
                {t("broadcasts.failures")}
              </Text>
              <List size="sm">
                {results.failures.map((it) => (
                  <List.Item key={`${it.code}:${it.message}`}>
                    {it.count} × {reasonText(t, it)}{" "}
                    {may && (
                      <Button
                        size="compact-xs"
                        variant="light"
                        loading={resend.isPending}
                        onClick={() => resend.mutate(it.code)}
                      >
                        {t("broadcasts.resend")}
                      </Button>
                    )}
                  </List.Item>
                ))}
              </List>
            </>
          )}
          {Object.keys(results.skipped).length > 0 && (
            <>
              <Text fw={650} mt="md">
                {t("broadcasts.leftOut")}
              </Text>
              <SkippedList skipped={results.skipped} />
            </>
          )}
        </Section>
      )}
      {broadcast.variants && <VariantsReport broadcast={broadcast} />}
      {results && <RecipientList broadcastId={id} results={results} />}
    </>
  );
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "0" : String(Math.round((part / whole) * 1_000) / 10);
}
