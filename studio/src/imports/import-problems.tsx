import { routes } from "@chatloom/api-schema";
import { Button, Table, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { Section } from "../ui/section.tsx";
import classes from "./imports.module.css";

/** Lists rows that cannot be imported, with the reason, and offers all of them as a file. */
export function ImportProblems({
  importId,
  count,
}: {
  readonly importId: string;
  readonly count: number;
}) {
  const { t } = useTranslation();
  const params = { importId };
  const { data } = useQuery({
    queryKey: ["contactImports", importId, "problems", count],
    queryFn: () => call(routes.contactImports.listImportProblems, { params }),
  });
  const download = (
    <Button
      component="a"
      download
      href={`/api/v1/contact-imports/${importId}/problems.csv`}
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t("imports.problems.download")}
    </Button>
  );
  return (
    <Section title={t("imports.problems.title", { count })} actions={download}>
      <div className={classes.columns}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("imports.problems.row")}</Table.Th>
              <Table.Th>{t("imports.problems.column")}</Table.Th>
              <Table.Th>{t("imports.problems.value")}</Table.Th>
              <Table.Th>{t("imports.problems.reason")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data?.items.map(({ row, column, value, code, expected = "" }) => (
              <Table.Tr key={`${row}:${column}`}>
                <Table.Td>{row}</Table.Td>
                <Table.Td>{column}</Table.Td>
                <Table.Td className={classes.samples ?? ""}>{value}</Table.Td>
                <Table.Td>{t(`imports.problems.codes.${code}`, { expected })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {data && data.items.length < count && (
        <Text size="sm" c="dimmed" mt="sm">
          {t("imports.problems.more", { count: data.items.length })}
        </Text>
      )}
    </Section>
  );
}
