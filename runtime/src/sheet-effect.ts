/** A request to a spreadsheet of Google Sheets. */
export interface SheetRequest {
  /** The workspace's connected account, by its name. */
  readonly account: string;
  /** Its id, or its address. */
  readonly spreadsheet: string;
  readonly sheet: string;
  readonly action: "append" | "find" | "update";
  /** The first row whose cell in this column has this value is found. */
  readonly column: string;
  readonly value: string;
  /** The cells to write, by the names of the columns. */
  readonly values: readonly { readonly column: string; readonly value: string }[];
  /** The columns to read. */
  readonly fields: readonly string[];
  /** The column that gets the effect's id, by which a row that was appended already is recognised; empty for none. */
  readonly keyColumn: string;
}

/** A row of a spreadsheet. Plain JSON. */
export interface SheetAnswer {
  readonly found: boolean;
  /** Counted from 1; 0 if none was found. */
  readonly row: number;
  readonly values: Readonly<Record<string, string>>;
}
