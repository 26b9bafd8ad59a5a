import { type ContactImport, routes } from "@chatloom/api-schema";
import { recordFacts } from "@chatloom/flows-schema";
import { Select, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import classes from "./imports.module.css";

const facts = [...recordFacts, "tags"] as const;
const ignored = "ignore";

/** Shows each column with its first values, and chooses what it becomes. A target that is taken elsewhere moves here. */
export function ColumnTable({
  found: { columns, samples },
  chosen,
  onChange,
}: {
  readonly found: ContactImport;
  readonly chosen: readonly string[];
  readonly onChange: (targets: string[]) => void;
}) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["contactFields"],
    queryFn: () => call(routes.audience.listContactFields),
  });
  const options = [
    { value: ignored, label: t("imports.columns.ignore") },
    {
      group: t("imports.columns.contact"),
      items: facts.map((value) => ({ value, label: t(`imports.columns.facts.${value}`) })),
    },
    {
      group: t("imports.columns.own"),
      items: (data?.items ?? []).map((it) => ({ value: `field:${it.key}`, label: it.title })),
    },
  ];
  const choose = (column: number, target: string) =>
    onChange(
      chosen.map((it, index) => {
        if (index === column) {
          return target;
        }
        return it === target ? "" : it;
      }),
    );
  return (
    <div className={classes.columns}>
      <Table verticalSpacing="xs" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("imports.columns.column")}</Table.Th>
            <Table.Th visibleFrom="sm">{t("imports.columns.samples")}</Table.Th>
            <Table.Th>{t("imports.columns.becomes")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: titles may repeat, and columns never move
            <Table.Tr key={index}>
              <Table.Td style={{ overflowWrap: "anywhere" }}>
                {column}
                <Text size="xs" c="dimmed" hiddenFrom="sm" lineClamp={1}>
                  {samplesOf(index)}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="sm" className={classes.samples ?? ""}>
                <Text size="sm" c="dimmed" truncate>
                  {samplesOf(index)}
                </Text>
              </Table.Td>
              <Table.Td>
                <Select
                  aria-label={t("imports.columns.targetOf", { column })}
                  data={options}
                  allowDeselect={false}
                  searchable
                  nothingFoundMessage={t("imports.columns.noField")}
                  value={chosen[index] || ignored}
                  onChange={(value) => choose(index, !value || value === ignored ? "" : value)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );

  function samplesOf(index: number): string {
    return samples
      .map((row) => row[index] ?? "")
      .filter((it) => it !== "")
      .slice(0, 3)
      .join(" · ");
  }
}
