import type { EvaluationResult, EvaluationSet } from "@chatloom/api-schema";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ConfusionTable } from "../../ui/confusion-table.tsx";
import { readEnds } from "./read-ends.ts";
import { endChoices, useEndName } from "./use-evaluations.ts";

/** How a run's talks ended, by how they should have; a cell shows its questions. */
export function EndsTable({
  results,
  exits,
  show,
}: {
  readonly results: readonly EvaluationResult[];
  readonly exits: EvaluationSet["exits"];
  readonly show: (results: readonly EvaluationResult[]) => ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <ConfusionTable
      items={results}
      order={endChoices(t, exits).map((it) => it.value)}
      read={readEnds}
      nameOf={useEndName(exits)}
      words={{
        empty: t("ai.evaluations.confusion.empty"),
        hint: t("ai.evaluations.confusion.hint"),
        expected: t("ai.evaluations.confusion.expected"),
        cell: (count, expected, ended) =>
          t("ai.evaluations.confusion.cell", { count, expected, ended }),
      }}
      show={show}
    />
  );
}
