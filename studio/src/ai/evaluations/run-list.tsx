import { type EvaluationRun, type EvaluationSet, routes } from "@chatloom/api-schema";
import { Button, Group, Progress, Table, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { shortTime } from "../../ui/format-time.ts";
import { Section } from "../../ui/section.tsx";
import { RunResults } from "./run-results.tsx";
import { money } from "./start-run.tsx";
import { useEvaluationRuns } from "./use-evaluations.ts";

/** The runs of a set with their pass rates, and the results of the chosen one. */
export function RunList({ set }: { readonly set: EvaluationSet }) {
  const { t, i18n } = useTranslation();
  const may = useMay("ai.edit");
  const client = useQueryClient();
  const found = useEvaluationRuns(set.id);
  const { data } = found;
  const [chosen, setChosen] = useState<string>();
  const repeat = useMutation({
    mutationFn: ({ id, version, judge }: EvaluationRun) =>
      call(routes.evaluations.startEvaluation, {
        params: { setId: set.id },
        body: { version, judge, repeats: id },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["evaluation-runs", set.id] }),
  });
  const runs = data?.items ?? [];
  const open = runs.find((it) => it.id === chosen) ?? runs[0];
  const running = runs.some((it) => it.job?.state === "running");
  return (
    <>
      <Section title={t("ai.evaluations.runs")}>
        <Awaiting of={found} height={60} />
        {data && runs.length === 0 && <Text c="dimmed">{t("ai.evaluations.noRuns")}</Text>}
        {runs.length > 0 && (
          <Table.ScrollContainer minWidth={640}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("ai.evaluations.version")}</Table.Th>
                  <Table.Th>{t("ai.evaluations.passRate")}</Table.Th>
                  <Table.Th>{t("ai.evaluations.when")}</Table.Th>
                  <Table.Th ta="right">{t("ai.evaluations.tokens")}</Table.Th>
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {runs.map((it) => (
                  <Table.Tr key={it.id} bg={it.id === open?.id ? "var(--cl-sunken)" : ""}>
                    <Table.Td>
                      {versionName(it)}
                      {it.repeats !== undefined && (
                        <Text size="xs" c="dimmed">
                          {t("ai.evaluations.repeated")}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm">
                        {t("ai.evaluations.passed", { passed: it.passed, cases: it.cases })}
                        {it.job?.state === "stopped" && ` · ${t("ai.evaluations.stopped")}`}
                        {it.job?.state === "failed" && ` · ${t("ai.evaluations.endedEarly")}`}
                      </Text>
                      <Progress
                        value={(100 * it.passed) / it.cases}
                        size="sm"
                        aria-label={t("ai.evaluations.passRate")}
                      />
                    </Table.Td>
                    <Table.Td>
                      {t("ai.agents.versions.by", {
                        when: shortTime(it.at, i18n.language),
                        name: it.by,
                      })}
                    </Table.Td>
                    <Table.Td ta="right">
                      {new Intl.NumberFormat(i18n.language).format(it.tokens)}
                      {it.cost > 0 && (
                        <Text size="xs" c="dimmed">
                          {money(i18n.language, it.cost)}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      <Group gap={4} justify="flex-end" wrap="nowrap">
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-pressed={it.id === open?.id}
                          onClick={() => setChosen(it.id)}
                        >
                          {t("ai.evaluations.results")}
                        </Button>
                        {may && (
                          <Button
                            size="compact-sm"
                            variant="subtle"
                            title={t("ai.evaluations.repeatHint")}
                            disabled={running || it.done < it.cases}
                            onClick={() => repeat.mutate(it)}
                          >
                            {t("ai.evaluations.repeat")}
                          </Button>
                        )}
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Section>
      {open && <RunResults key={open.id} set={set} run={open} runs={runs} />}
    </>
  );

  function versionName({ version }: EvaluationRun): string {
    return version === 0 ? t("ai.evaluations.draft") : t("ai.agents.version", { version });
  }
}
