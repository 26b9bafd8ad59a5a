import { type Job, routes } from "@chatloom/api-schema";
import { Button, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFollowedJob } from "../api/use-followed-job.ts";
import { JobProgress } from "../ui/job-progress.tsx";

/** Packs everything about a contact into a zip file, then offers the download. */
export function PackContact({ contactId }: { readonly contactId: string }) {
  const { t } = useTranslation();
  const start = useMutation({
    mutationFn: () => call(routes.privacy.packContact, { params: { contactId } }),
  });
  const { mutate } = start;
  useEffect(() => mutate(), [mutate]);
  return (
    <Stack>
      <Text size="sm">{t("contacts.archive.text")}</Text>
      {start.data && <Packing started={start.data} />}
    </Stack>
  );
}

function Packing({ started }: { readonly started: Job }) {
  const { t } = useTranslation();
  const queryKey = ["jobs", started.id];
  useFollowedJob<{ readonly job: Job }>(queryKey);
  const {
    data: { job },
  } = useQuery({
    queryKey,
    queryFn: async () => ({
      job: await call(routes.jobs.readJob, { params: { jobId: started.id } }),
    }),
    initialData: { job: started },
  });
  return (
    <>
      <JobProgress
        job={job}
        label={t(job.state === "done" ? "contacts.archive.done" : "contacts.archive.running")}
      />
      {job.state === "done" && (
        <Button
          component="a"
          href={`/api/v1/contact-archives/${job.id}`}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t("contacts.archive.download")}
        </Button>
      )}
    </>
  );
}
