import { type ReplyOf, routes } from "@chatloom/api-schema";
import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFollowedJob } from "../api/use-followed-job.ts";
import { JobProgress } from "../ui/job-progress.tsx";
import classes from "./channels.module.css";

/** Reads the platform's earlier conversations into the inbox, and shows how far it is. */
export function SyncCard({
  channelId,
  mayStart,
}: {
  readonly channelId: string;
  readonly mayStart: boolean;
}) {
  const { t } = useTranslation();
  const queryKey = ["channels", channelId, "sync"];
  const params = { channelId };
  const { show } = useFollowedJob<ReplyOf<typeof routes.channels.readChannelSync>>(queryKey);
  const { data } = useQuery({
    queryKey,
    queryFn: () => call(routes.channels.readChannelSync, { params }),
  });
  const start = useMutation({
    mutationFn: () => call(routes.channels.syncChannel, { params }),
    onSuccess: (job) => show({ job }),
  });
  const stop = useMutation({
    mutationFn: (jobId: string) => call(routes.jobs.stopJob, { params: { jobId } }),
    onSuccess: (job) => show({ job }),
  });
  const job = data?.job;
  const isRunning = job?.state === "running";
  return (
    <Paper p="lg" className={classes.card ?? ""}>
      <Stack>
        <div>
          <Title order={2} size="h4">
            {t("channels.sync.title")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("channels.sync.intro")}
          </Text>
        </div>
        {job && (
          <JobProgress
            job={job}
            label={t(job.state === "done" ? "channels.sync.done" : "channels.sync.running")}
            onStop={mayStart ? () => stop.mutate(job.id) : undefined}
          />
        )}
        {job?.state === "done" && (
          <Text size="sm">
            {t("channels.sync.counts", {
              conversations: job.counts.conversations ?? 0,
              messages: job.counts.messages ?? 0,
            })}
          </Text>
        )}
        {mayStart && !isRunning && (
          <Group>
            <Button variant="light" loading={start.isPending} onClick={() => start.mutate()}>
              {t(job ? "channels.sync.again" : "channels.sync.start")}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
