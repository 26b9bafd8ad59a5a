import { Table } from "@mantine/core";

/** A column of a table: its heading and its text. `number` columns stand right. */
export interface Column<Row> {
  readonly label: string;
  readonly text: (row: Row) => string;
  /** The value in a file; the text if absent. */
  readonly value?: (row: Row) => string | number;
  readonly number?: boolean;
}

/** A table of figures. */
export function DataTable<Row>({
  label,
  columns,
  rows,
}: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}) {
  return (
    <Table.ScrollContainer minWidth={Math.min(900, columns.length * 110)}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((it) => (
              <Table.Th key={it.label} ta={it.number ? "right" : "left"}>
                {it.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={columns[0]?.text(row)}>
              {columns.map((it) => (
                <Table.Td key={it.label} ta={it.number ? "right" : "left"}>
                  {it.text(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
