import { type EvaluationSet, routes } from "@chatloom/api-schema";
import { Button, Group, Select, Stack, Switch, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { JobProgress } from "../../ui/job-progress.tsx";
import { Section } from "../../ui/section.tsx";
import { problemText } from "../../ui/show-problem.ts";
import { useEvaluationRuns } from "./use-evaluations.ts";

/** Starts a run, says before what it will cost, and follows it. */
export function StartRun({ set }: { readonly set: EvaluationSet }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const [version, setVersion] = useState(0);
  const [byModel, setByModel] = useState(false);
  const judge = byModel ? "model" : "rules";
  const params = { setId: set.id };
  const { data: runs } = useEvaluationRuns(set.id);
  const newest = runs?.items[0];
  const job = newest?.job;
  const running = job?.state === "running";
  const { data: estimate } = useQuery({
    queryKey: ["evaluation-runs", set.id, "estimate", version, judge, set.revision, running],
    queryFn: () =>
      call(routes.evaluations.estimateEvaluation, { params, query: { version, judge } }),
  });
  const refresh = () => client.invalidateQueries({ queryKey: ["evaluation-runs", set.id] });
  const start = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      call(routes.evaluations.startEvaluation, { params, body: { version, judge } }),
    onSuccess: refresh,
  });
  const stop = useMutation({
    mutationFn: (jobId: string) => call(routes.jobs.stopJob, { params: { jobId } }),
    onSuccess: refresh,
  });
  const count = new Intl.NumberFormat(i18n.language);
  const tooLittle = estimate?.left !== undefined && estimate.tokens > estimate.left;
  return (
    <Section title={t("ai.evaluations.run")}>
      <Stack gap="sm">
        <Group align="flex-end" gap="md">
          <Select
            w={220}
            allowDeselect={false}
            label={t("ai.evaluations.version")}
            data={[
              { value: "0", label: t("ai.evaluations.draft") },
              ...set.versions.map((it) => ({
                value: String(it),
                label: t("ai.agents.version", { version: it }),
              })),
            ]}
            value={String(version)}
            onChange={(value) => setVersion(Number(value))}
          />
          <Switch
            mb={8}
            label={t("ai.evaluations.byModel")}
            checked={byModel}
            onChange={(event) => setByModel(event.currentTarget.checked)}
          />
          <Button
            loading={start.isPending}
            disabled={running || tooLittle}
            onClick={() => start.mutate()}
          >
            {t("ai.evaluations.start", { count: set.cases.length })}
          </Button>
        </Group>
        {estimate && (
          <Text size="sm" c={tooLittle ? "var(--cl-error)" : "dimmed"} role="status">
            {t("ai.evaluations.estimate", { tokens: count.format(estimate.tokens) })}
            {estimate.cost !== undefined && ` (${money(i18n.language, estimate.cost)})`}
            {estimate.left !== undefined &&
              ` · ${t("ai.evaluations.left", { tokens: count.format(estimate.left) })}`}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t("ai.evaluations.toolsHint")}
        </Text>
        {start.error && (
          <Text size="sm" c="var(--cl-error)" role="alert">
            {problemText(start.error)}
          </Text>
        )}
        {job && job.state !== "done" && (
          <JobProgress
            job={job}
            label={t("ai.evaluations.running")}
            onStop={() => stop.mutate(job.id)}
          />
        )}
      </Stack>
    </Section>
  );
}

/** Writes an amount in US dollars. */
export function money(language: string, amount: number): string {
  const format = { style: "currency", currency: "USD", maximumFractionDigits: 4 } as const;
  return new Intl.NumberFormat(language, format).format(amount);
}
