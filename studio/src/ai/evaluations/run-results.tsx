import {
  type EvaluationResult,
  type EvaluationRun,
  type EvaluationSet,
  routes,
} from "@chatloom/api-schema";
import { Badge, Group, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { shortTime } from "../../ui/format-time.ts";
import { reasonName } from "../../ui/reason-text.ts";
import { Section } from "../../ui/section.tsx";
import classes from "../ai.module.css";
import { EndsTable } from "./ends-table.tsx";
import { useEndName } from "./use-evaluations.ts";

const views = ["failed", "all", "table", "changed"] as const;

/** The results of a run: those that failed, all, or what changed since another run. */
export function RunResults({
  set,
  run,
  runs,
}: {
  readonly set: EvaluationSet;
  readonly run: EvaluationRun;
  readonly runs: readonly EvaluationRun[];
}) {
  const { t, i18n } = useTranslation();
  const others = runs.filter((it) => it.id !== run.id);
  const earlier = runs[runs.findIndex((it) => it.id === run.id) + 1] ?? others[0];
  const [view, setView] = useState<(typeof views)[number]>("failed");
  const [other, setOther] = useState<string>();
  const earlierId = other ?? earlier?.id ?? "";
  const params = { setId: set.id, runId: run.id };
  const read = useQuery({
    queryKey: ["evaluation-runs", set.id, run.id, run.done],
    enabled: view !== "changed",
    queryFn: () => call(routes.evaluations.readEvaluationRun, { params }),
  });
  const { data } = read;
  const comparison = useQuery({
    queryKey: ["evaluation-runs", set.id, run.id, "since", earlierId, run.done],
    enabled: view === "changed" && earlierId !== "",
    queryFn: () =>
      call(routes.evaluations.compareEvaluationRuns, { params: { ...params, earlierId } }),
  });
  const { data: compared } = comparison;
  const all = data?.results ?? [];
  const results = view === "failed" ? all.filter((it) => !it.passed) : all;
  const empty =
    view === "changed"
      ? compared?.items.length === 0
      : view !== "table" && data !== undefined && results.length === 0;
  const list = (shown: readonly EvaluationResult[]) =>
    shown.map((it) => (
      <Result
        key={it.caseId}
        result={it}
        exits={set.exits}
        badge={
          <Badge color={it.passed ? "loom" : "red"}>
            {t(it.passed ? "ai.evaluations.good" : "ai.evaluations.bad")}
          </Badge>
        }
      />
    ));
  return (
    <Section title={t("ai.evaluations.results")}>
      <Group mb="md" align="flex-end">
        <SegmentedControl
          aria-label={t("ai.evaluations.show")}
          value={view}
          onChange={(value) => setView(value as typeof view)}
          data={views
            .filter((it) => it !== "changed" || others.length > 0)
            .map((value) => ({ value, label: t(`ai.evaluations.views.${value}`) }))}
        />
        {view === "changed" && (
          <Select
            miw={240}
            allowDeselect={false}
            aria-label={t("ai.evaluations.since")}
            data={others.map((it) => ({ value: it.id, label: nameOf(it) }))}
            value={earlierId}
            onChange={(value) => setOther(value ?? undefined)}
          />
        )}
      </Group>
      <Awaiting of={view === "changed" ? comparison : read} height={80} />
      {empty && (
        <Text c="dimmed">
          {t(view === "changed" ? "ai.evaluations.noChange" : "ai.evaluations.noFailures")}
        </Text>
      )}
      {view === "changed"
        ? compared?.items.map(({ change, before, after }) => (
            <div key={after?.caseId ?? before?.caseId}>
              <Result
                result={after ?? before}
                exits={set.exits}
                badge={
                  <Badge color={change === "broken" ? "red" : change === "fixed" ? "loom" : "gray"}>
                    {t(`ai.evaluations.changes.${change}`)}
                  </Badge>
                }
              />
              {after && before && before.answer !== after.answer && (
                <Text size="sm" c="dimmed" pb="xs">
                  {t("ai.evaluations.before", { answer: before.answer })}
                </Text>
              )}
            </div>
          ))
        : view !== "table" && list(results)}
      {view === "table" && data && (
        <EndsTable key={run.id} results={all} exits={set.exits} show={list} />
      )}
    </Section>
  );

  function nameOf({ version, at, passed, cases }: EvaluationRun): string {
    const name = version === 0 ? t("ai.evaluations.draft") : t("ai.agents.version", { version });
    return `${name} · ${passed}/${cases} · ${shortTime(at, i18n.language)}`;
  }
}

function Result({
  result,
  exits,
  badge,
}: {
  readonly result: EvaluationResult | undefined;
  readonly exits: EvaluationSet["exits"];
  readonly badge: React.ReactNode;
}) {
  const { t } = useTranslation();
  const nameOf = useEndName(exits);
  if (!result) {
    return null;
  }
  const { question, answer, ended, ends, facts, problem } = result;
  return (
    <Stack gap={4} className={classes.line ?? ""}>
      <Group gap="xs">
        {badge}
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {question}
        </Text>
      </Group>
      {answer !== "" && (
        <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
          {answer}
        </Text>
      )}
      {problem !== undefined && (
        <Text size="sm" c="var(--cl-error)">
          {reasonName(t, problem)}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {ends === undefined || ends === ended
          ? t("ai.evaluations.endedAs", { ended: nameOf(ended) })
          : t("ai.evaluations.endedOther", { ended: nameOf(ended), ends: nameOf(ends) })}
      </Text>
      {facts.map(({ fact, held, reason }) => (
        <Text key={fact} size="sm" c={held ? "dimmed" : "var(--cl-error)"}>
          {t(held ? "ai.evaluations.says" : "ai.evaluations.saysNot", { fact })}
          {reason !== undefined && ` ${t("ai.evaluations.because", { reason })}`}
        </Text>
      ))}
    </Stack>
  );
}
