import type { EvaluationResult, EvaluationSet } from "@chatloom/api-schema";
import { Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "../ai.module.css";
import { confusionOf } from "./confusion-of.ts";
import { endChoices, useEndName } from "./use-evaluations.ts";

/** How a run's talks ended, by how they should have; a cell shows its questions. */
export function ConfusionTable({
  results,
  exits,
  show,
}: {
  readonly results: readonly EvaluationResult[];
  readonly exits: EvaluationSet["exits"];
  readonly show: (results: readonly EvaluationResult[]) => ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const nameOf = useEndName(exits);
  const [cell, setCell] = useState<{ readonly expected: string; readonly ended: string }>();
  const order = endChoices(t, exits).map((it) => it.value);
  const { ends, rows, of } = confusionOf(results, order);
  if (rows.length === 0) {
    return <Text c="dimmed">{t("ai.evaluations.confusion.empty")}</Text>;
  }
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  const share = (value: number | undefined) => (value === undefined ? "–" : percent.format(value));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t("ai.evaluations.confusion.hint")}
      </Text>
      <Table.ScrollContainer minWidth={140 * (ends.length + 3)}>
        <Table withTableBorder withColumnBorders>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("ai.evaluations.confusion.expected")}</Table.Th>
              {ends.map((end) => (
                <Table.Th key={end}>{nameOf(end)}</Table.Th>
              ))}
              <Table.Th>{t("ai.evaluations.confusion.precision")}</Table.Th>
              <Table.Th>{t("ai.evaluations.confusion.recall")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ end, counts, precision, recall }) => (
              <Table.Tr key={end}>
                <Table.Th scope="row">{nameOf(end)}</Table.Th>
                {ends.map((ended, place) => {
                  const count = counts[place] ?? 0;
                  return (
                    <Table.Td key={ended} fw={end === ended ? 600 : undefined}>
                      {count === 0 ? (
                        "0"
                      ) : (
                        <UnstyledButton
                          className={classes.cell ?? ""}
                          aria-pressed={cell?.expected === end && cell.ended === ended}
                          aria-label={t("ai.evaluations.confusion.cell", {
                            count,
                            expected: nameOf(end),
                            ended: nameOf(ended),
                          })}
                          onClick={() => setCell({ expected: end, ended })}
                        >
                          {count}
                        </UnstyledButton>
                      )}
                    </Table.Td>
                  );
                })}
                <Table.Td>{share(precision)}</Table.Td>
                <Table.Td>{share(recall)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {cell && show(of(cell.expected, cell.ended))}
    </Stack>
  );
}
