import {
  ActionIcon,
  Group,
  Paper,
  SegmentedControl,
  Text,
  Title,
  VisuallyHidden,
} from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { saveFile } from "../ui/save-file.ts";
import { type Column, DataTable } from "./data-table.tsx";
import classes from "./reports.module.css";
import { writeCsv } from "./write-csv.ts";

/** A titled card with a chart, the same figures as a table, and both as a file. Without a chart it shows the table. */
export function ReportSection<Row>({
  title,
  hint,
  above,
  chart,
  startsAs = chart ? "chart" : "table",
  columns,
  rows,
  readAll,
  below,
}: {
  readonly title: string;
  readonly hint?: string | undefined;
  /** The control that chooses the rows. */
  readonly above?: ReactNode;
  readonly chart?: ReactNode;
  readonly startsAs?: "chart" | "table";
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Reads the rows of the file, where not all of them are shown. */
  readonly readAll?: (() => Promise<readonly Row[]>) | undefined;
  /** The controls after the table. */
  readonly below?: ReactNode;
}) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string>(startsAs);
  const table = { label: title, columns, rows };
  const save = async () => {
    const all = readAll ? await readAll() : rows;
    saveFile(`${title}.csv`, new Blob([writeCsv(columns, all)], { type: "text/csv" }));
  };
  return (
    <Paper component="section" p="lg" className={classes.card ?? ""}>
      <Group justify="space-between" mb="md" gap="xs">
        <Title order={2}>{title}</Title>
        <Group gap="xs">
          {chart && (
            <SegmentedControl
              size="xs"
              aria-label={t("reports.showAs")}
              value={shown}
              onChange={setShown}
              data={[
                { value: "chart", label: t("reports.chart") },
                { value: "table", label: t("reports.table") },
              ]}
            />
          )}
          <ActionIcon
            variant="subtle"
            aria-label={t("reports.download", { title })}
            onClick={() => void save()}
            disabled={rows.length === 0}
          >
            <IconDownload size={18} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      {hint && (
        <Text size="sm" c="dimmed" mb="md">
          {hint}
        </Text>
      )}
      {above}
      {rows.length === 0 && <Text c="dimmed">{t("reports.nothing")}</Text>}
      {rows.length > 0 && shown === "table" && <DataTable {...table} />}
      {rows.length > 0 && shown === "chart" && (
        <>
          <div aria-hidden>{chart}</div>
          <VisuallyHidden>
            <DataTable {...table} scrolls={false} />
          </VisuallyHidden>
        </>
      )}
      {below}
    </Paper>
  );
}
