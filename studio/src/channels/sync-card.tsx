import { type Job, routes } from "@chatloom/api-schema";
import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";
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
  const client = useQueryClient();
  const queryKey = ["channels", channelId, "sync"];
  const params = { channelId };
  const refresh = () => void client.invalidateQueries({ queryKey });
  const { data } = useQuery({
    queryKey,
    queryFn: () => call(routes.channels.readChannelSync, { params }),
  });
  useLive("job.updated", (job) => {
    if (client.getQueryData<typeof data>(queryKey)?.job?.id === job.id) {
      client.setQueryData(queryKey, { job });
      // Read it again, because an answer that was asked for earlier can arrive later.
      if (job.state !== "running") {
        refresh();
      }
    }
  });
  useLiveReturn(refresh);
  const show = (job: Job) => {
    client.setQueryData(queryKey, { job });
    // The job may have ended before its id arrived here.
    refresh();
  };
  const start = useMutation({
    mutationFn: () => call(routes.channels.syncChannel, { params }),
    onSuccess: show,
  });
  const stop = useMutation({
    mutationFn: (jobId: string) => call(routes.jobs.stopJob, { params: { jobId } }),
    onSuccess: show,
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
