import { Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Compared, confusionOf } from "./confusion-of.ts";
import classes from "./confusion-table.module.css";

/** A confusion table in words. */
export interface ConfusionWords {
  readonly empty: string;
  readonly hint: string;
  /** The head of the column with what is expected. */
  readonly expected: string;
  readonly cell: (count: number, expected: string, came: string) => string;
}

/** What came, by what should have come; a cell shows its items. */
export function ConfusionTable<T>({
  items,
  order,
  read,
  nameOf,
  words,
  show,
}: {
  readonly items: readonly T[];
  readonly order: readonly string[];
  readonly read: (item: T) => Compared | undefined;
  readonly nameOf: (end: string) => string;
  readonly words: ConfusionWords;
  readonly show: (items: readonly T[]) => ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const [cell, setCell] = useState<Compared>();
  const { ends, rows, of } = confusionOf(items, order, read);
  if (rows.length === 0) {
    return <Text c="dimmed">{words.empty}</Text>;
  }
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  const share = (value: number | undefined) => (value === undefined ? "–" : percent.format(value));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {words.hint}
      </Text>
      <Table.ScrollContainer minWidth={110 * (ends.length + 3)}>
        <Table withTableBorder withColumnBorders>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.expected}</Table.Th>
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
                {ends.map((came, place) => {
                  const count = counts[place] ?? 0;
                  return (
                    <Table.Td key={came} fw={end === came ? 600 : undefined}>
                      {count === 0 ? (
                        "0"
                      ) : (
                        <UnstyledButton
                          className={classes.cell ?? ""}
                          aria-pressed={cell?.expected === end && cell.came === came}
                          aria-label={words.cell(count, nameOf(end), nameOf(came))}
                          onClick={() => setCell({ expected: end, came })}
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
      {cell && show(of(cell.expected, cell.came))}
    </Stack>
  );
}
