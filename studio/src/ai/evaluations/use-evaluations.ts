import { type EvaluationSet, type Job, routes } from "@chatloom/api-schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useLive, useLiveReturn } from "../../api/live.ts";

/** The evaluation sets of the workspace. */
export function useEvaluationSets(enabled = true) {
  return useQuery({
    queryKey: ["evaluations"],
    enabled,
    queryFn: () => call(routes.evaluations.listEvaluationSets),
  });
}

/** One set with its cases. */
export function useEvaluationSet(setId: string) {
  return useQuery({
    queryKey: ["evaluations", setId],
    queryFn: () => call(routes.evaluations.readEvaluationSet, { params: { setId } }),
  });
}

/** The runs of a set, kept up to date while one is under way. */
export function useEvaluationRuns(setId: string) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["evaluation-runs", setId] });
  useLive("job.updated", ({ kind }: Job) => {
    if (kind === "runEvaluation") {
      void refresh();
    }
  });
  useLiveReturn(() => void refresh());
  return useQuery({
    queryKey: ["evaluation-runs", setId],
    queryFn: () => call(routes.evaluations.listEvaluationRuns, { params: { setId } }),
  });
}

/** The ways out that a case can expect, as choices of a form. */
export function endChoices(
  t: (
    key: "ai.evaluations.ends.any" | "ai.evaluations.ends.answer" | "ai.evaluations.ends.people",
  ) => string,
  exits: EvaluationSet["exits"],
) {
  return [
    { value: "", label: t("ai.evaluations.ends.any") },
    { value: "answer", label: t("ai.evaluations.ends.answer") },
    { value: "people", label: t("ai.evaluations.ends.people") },
    ...exits
      .filter((it) => it.id !== "people" && it.id !== "answer")
      .map(({ id, label }) => ({ value: id, label: label || id })),
  ];
}

/** Gives the function that names a way out, as it came or is expected. */
export function useEndName(exits: EvaluationSet["exits"]): (end: string) => string {
  const { t } = useTranslation();
  return (end) =>
    end === "failed"
      ? t("ai.evaluations.ends.failed")
      : (endChoices(t, exits).find((it) => it.value === end)?.label ?? end);
}

/** Reads the lines of a text as facts. */
export function factsOf(text: string): string[] {
  return text
    .split("\n")
    .map((it) => it.trim())
    .filter((it) => it !== "");
}
