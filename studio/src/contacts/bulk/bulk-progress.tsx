import { type ContactBulkChange, type Job, routes, skipReasons } from "@chatloom/api-schema";
import { Button, CloseButton, Group, Paper, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useLive, useLiveReturn } from "../../api/live.ts";
import { SkippedList } from "../../broadcasts/skipped-list.tsx";
import { useMay } from "../../session/use-me.ts";
import { JobProgress } from "../../ui/job-progress.tsx";
import { showProblem } from "../../ui/show-problem.ts";
import { useRemembered } from "../../ui/use-remembered.ts";

const queryKey = ["contactChanges"];
const dayMs = 86_400_000;
const counted = [
  "changed",
  "unchanged",
  "started",
  "recorded",
  "erased",
  "missing",
  "tooManyFields",
  "restored",
  "kept",
] as const;

/** Shows the newest bulk action while it runs, and for a day its result with "Undo". */
export function BulkProgress() {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey });
  const { data } = useQuery({
    queryKey,
    queryFn: () => call(routes.contactChanges.listContactChanges),
  });
  useLive("job.updated", (job) => {
    if (job.kind !== "changeContacts" && job.kind !== "undoContactChange") {
      return;
    }
    refresh();
    if (job.state !== "running") {
      void client.invalidateQueries({ queryKey: ["contacts"] });
    }
  });
  useLiveReturn(refresh);
  const [newest] = data?.items ?? [];
  const endedAt = newest?.undo?.endedAt ?? newest?.job.endedAt;
  const recent = endedAt === undefined || Date.now() - Date.parse(endedAt) < dayMs;
  return newest && recent ? <ChangeCard key={newest.id} change={newest} /> : null;
}

function ChangeCard({ change }: { readonly change: ContactBulkChange }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("contacts.manage");
  const [hidden, setHidden] = useRemembered(`bulk.${change.id}`, false);
  const { action, job, undo, undoable } = change;
  const shown = undo ?? job;
  const title = t(`contacts.bulk.titles.${action?.type ?? "erase"}`, { name: job.title });
  const label = undo ? t("contacts.bulk.undoing", { title }) : title;
  const refresh = () => client.invalidateQueries({ queryKey });
  const stop = useMutation({
    mutationFn: () => call(routes.jobs.stopJob, { params: { jobId: shown.id } }),
    onSuccess: refresh,
    onError: showProblem,
  });
  const takeBack = useMutation({
    mutationFn: () =>
      call(routes.contactChanges.undoContactChange, { params: { jobId: change.id } }),
    onSuccess: refresh,
    onError: showProblem,
  });
  if (hidden && shown.state !== "running") {
    return null;
  }
  return (
    <Paper
      p="md"
      mb="md"
      style={{ background: "var(--cl-surface)", boxShadow: "var(--cl-shadow-card)" }}
    >
      {shown.state === "done" ? (
        <Text fw={600}>{label}</Text>
      ) : (
        <JobProgress job={shown} label={label} onStop={may ? () => stop.mutate() : undefined} />
      )}
      {shown.state !== "running" && (
        <Group justify="space-between" align="flex-start" mt={4}>
          <Result job={shown} />
          <Group gap="xs">
            {undoable && may && (
              <Button
                size="xs"
                variant="default"
                loading={takeBack.isPending}
                onClick={() => takeBack.mutate()}
              >
                {t("contacts.bulk.undo")}
              </Button>
            )}
            <CloseButton aria-label={t("contacts.bulk.hide")} onClick={() => setHidden(true)} />
          </Group>
        </Group>
      )}
    </Paper>
  );
}

function Result({ job: { counts } }: { readonly job: Job }) {
  const { t, i18n } = useTranslation();
  const words = counted
    .filter((name) => (counts[name] ?? 0) > 0)
    .map((name) =>
      t(`contacts.bulk.counts.${name}`, {
        count: counts[name] ?? 0,
        shown: (counts[name] ?? 0).toLocaleString(i18n.language),
      }),
    );
  const skipped = Object.fromEntries(
    skipReasons.map((it) => [it, counts[`skipped.${it}`] ?? 0] as const),
  );
  return (
    <div>
      <Text size="sm" c="dimmed" role="status">
        {words.length === 0 ? t("contacts.bulk.nobody") : words.join(" · ")}
      </Text>
      <SkippedList skipped={skipped} />
    </div>
  );
}
