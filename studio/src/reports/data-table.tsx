import { Anchor, Table } from "@mantine/core";

/** A column of a table: its heading and its text. `number` columns stand right. */
export interface Column<Row> {
  readonly label: string;
  readonly text: (row: Row) => string;
  /** The value in a file; the text if absent. */
  readonly value?: (row: Row) => string | number;
  readonly number?: boolean;
  /** The key of a row, where the text of the first column is not unique. */
  readonly key?: (row: Row) => string;
  /** Opens what is behind a cell; undefined: nothing. */
  readonly open?: ((row: Row) => (() => void) | undefined) | undefined;
}

/** A table of figures. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  scrolls = true,
}: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Whether a wide one can be scrolled; nobody scrolls one that is only read aloud. */
  readonly scrolls?: boolean;
}) {
  const table = (
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
          <Table.Tr key={columns[0]?.key?.(row) ?? columns[0]?.text(row)}>
            {columns.map((it) => (
              <Table.Td key={it.label} ta={it.number ? "right" : "left"}>
                <Cell open={it.open?.(row)}>{it.text(row)}</Cell>
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
  return scrolls ? (
    <Table.ScrollContainer
      minWidth={Math.min(900, columns.length * 110)}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": label } }}
    >
      {table}
    </Table.ScrollContainer>
  ) : (
    table
  );
}

function Cell({
  open,
  children,
}: {
  readonly open: (() => void) | undefined;
  readonly children: string;
}) {
  return open ? (
    <Anchor component="button" fz="inherit" onClick={open}>
      {children}
    </Anchor>
  ) : (
    children
  );
}
