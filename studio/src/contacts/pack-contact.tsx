import { type Job, routes } from "@chatloom/api-schema";
import { Button, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";
import { JobProgress } from "../ui/job-progress.tsx";

/** Packs everything about a contact into a zip file, then offers the download. */
export function PackContact({ contactId }: { readonly contactId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: () => call(routes.privacy.packContact, { params: { contactId } }),
  });
  const { mutate } = start;
  useEffect(() => mutate(), [mutate]);
  const jobId = start.data?.id ?? "";
  const queryKey = ["jobs", jobId];
  const refresh = () => void client.invalidateQueries({ queryKey });
  const { data } = useQuery({
    queryKey,
    enabled: jobId !== "",
    queryFn: () => call(routes.jobs.readJob, { params: { jobId } }),
  });
  useLive("job.updated", (job: Job) => {
    if (job.id === jobId) {
      client.setQueryData(queryKey, job);
      // Read it again, because an answer that was asked for earlier can arrive later.
      if (job.state !== "running") {
        refresh();
      }
    }
  });
  useLiveReturn(refresh);
  const job = data ?? start.data;
  return (
    <Stack>
      <Text size="sm">{t("contacts.archive.text")}</Text>
      {job && (
        <JobProgress
          job={job}
          label={t(job.state === "done" ? "contacts.archive.done" : "contacts.archive.running")}
        />
      )}
      {job?.state === "done" && (
        <Button
          component="a"
          href={`/api/v1/contact-archives/${job.id}`}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t("contacts.archive.download")}
        </Button>
      )}
    </Stack>
  );
}
