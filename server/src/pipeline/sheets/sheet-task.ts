import type { JsonValue, SheetAnswer, SheetRequest } from "@chatloom/runtime";
import { type Failure, failed, type Outcome } from "../effects/outcome.ts";
import {
  cellsOf,
  cellValue,
  columnIndex,
  columnLetters,
  rowOf,
  sheetRange,
  spreadsheetId,
} from "./sheet-table.ts";
import type { SheetsCall } from "./sheets-client.ts";

const nothing: SheetAnswer = { found: false, row: 0, values: {} };

/** Ends the work on a sheet with a failure. */
export class Refused extends Error {
  readonly outcome: Failure;

  constructor(outcome: Failure) {
    super(outcome.error.message);
    this.outcome = outcome;
  }
}

/** One request to a sheet, with the names of its columns. */
export class SheetTask {
  readonly #call: (call: SheetsCall) => Promise<Outcome>;
  readonly #asked: SheetRequest;
  readonly #key: string;
  #header: readonly string[] = [];

  /** `key` recognises a row that was appended already. */
  constructor(call: (call: SheetsCall) => Promise<Outcome>, asked: SheetRequest, key: string) {
    this.#call = call;
    this.#asked = asked;
    this.#key = key;
  }

  /** Reads and writes. Throws `Refused`. */
  async run(): Promise<SheetAnswer> {
    const { action } = this.#asked;
    const [header = []] = cellsOf(await this.#read("1:1"));
    if (header.every((it) => it.trim() === "")) {
      throw new Refused(failed("sheets.no-header", "The first row of the sheet names no columns"));
    }
    this.#header = header;
    return action === "append" ? this.#append() : this.#find();
  }

  async #append(): Promise<SheetAnswer> {
    const { values, keyColumn } = this.#asked;
    const line: (string | number | null)[] = this.#header.map(() => null);
    for (const { column, value } of values) {
      line[this.#column(column)] = cellValue(value);
    }
    if (keyColumn === "") {
      return this.#appendUnkeyed(line);
    }
    const key = this.#column(keyColumn);
    line[key] = this.#key;
    // The row may be there from before a crash, or from a call whose answer got lost.
    for (let attempt = 0; ; attempt++) {
      const row = await this.#rowWith(key, this.#key);
      if (row !== undefined) {
        return { ...nothing, found: true, row };
      }
      try {
        return await this.#appendOnce(line);
      } catch (error) {
        if (attempt > 0 || !(error instanceof Refused) || !isUnclear(error)) {
          throw error;
        }
      }
    }
  }

  async #appendUnkeyed(line: readonly (string | number | null)[]): Promise<SheetAnswer> {
    try {
      return await this.#appendOnce(line);
    } catch (error) {
      if (error instanceof Refused && isUnclear(error)) {
        const message = `Nobody can tell whether the row was appended: ${error.message}`;
        throw new Refused(failed("sheets.unclear", message));
      }
      throw error;
    }
  }

  async #appendOnce(line: readonly (string | number | null)[]): Promise<SheetAnswer> {
    const options = "valueInputOption=RAW&insertDataOption=INSERT_ROWS";
    const body = (await this.#ask({
      method: "POST",
      path: `${this.#id}/values/${encodeURIComponent(this.#range("A1"))}:append?${options}`,
      body: { majorDimension: "ROWS", values: [line] },
    })) as { readonly updates?: { readonly updatedRange?: string } } | null;
    return { ...nothing, found: true, row: rowOf(body?.updates?.updatedRange) };
  }

  async #find(): Promise<SheetAnswer> {
    const { action, column, value, values, fields } = this.#asked;
    const wanted = this.#column(column);
    const written = values.map((it) => ({ ...it, index: this.#column(it.column) }));
    const kept = fields.map((name) => ({ name, index: this.#column(name) }));
    const row = await this.#rowWith(wanted, value);
    if (row === undefined) {
      return nothing;
    }
    if (action === "update" && written.length > 0) {
      const data = written.map(({ index, value }) => ({
        range: this.#range(`${columnLetters(index)}${row}`),
        values: [[cellValue(value)]],
      }));
      const body = { valueInputOption: "RAW", data };
      await this.#ask({ method: "POST", path: `${this.#id}/values:batchUpdate`, body });
    }
    if (kept.length === 0) {
      return { ...nothing, found: true, row };
    }
    const [cells = []] = cellsOf(await this.#read(`${row}:${row}`));
    const known = kept.map(({ name, index }) => [name, cells[index] ?? ""]);
    return { found: true, row, values: Object.fromEntries(known) };
  }

  /** The first row below the header whose cell in a column has a text. */
  async #rowWith(index: number, text: string): Promise<number | undefined> {
    const wanted = text.trim();
    if (wanted === "") {
      return undefined;
    }
    const letters = columnLetters(index);
    const lines = cellsOf(await this.#read(`${letters}2:${letters}`));
    const at = lines.findIndex(([cell = ""]) => cell.trim() === wanted);
    return at < 0 ? undefined : at + 2;
  }

  #column(name: string): number {
    const index = columnIndex(this.#header, name);
    if (index === undefined) {
      throw new Refused(failed("sheets.no-column", `The sheet has no column "${name}"`));
    }
    return index;
  }

  #read(cells: string) {
    const options = "valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=FORMATTED_STRING";
    return this.#ask({
      method: "GET",
      path: `${this.#id}/values/${encodeURIComponent(this.#range(cells))}?${options}`,
    });
  }

  async #ask(call: SheetsCall): Promise<JsonValue> {
    const outcome = await this.#call(call);
    if ("error" in outcome) {
      throw new Refused(outcome);
    }
    return outcome.answer;
  }

  get #id(): string {
    return encodeURIComponent(spreadsheetId(this.#asked.spreadsheet));
  }

  #range(cells: string): string {
    return sheetRange(this.#asked.sheet, cells);
  }
}

/** Whether the call may have arrived. */
function isUnclear({ outcome }: Refused): boolean {
  return ["sheets.timeout", "sheets.unreachable", "sheets.status"].includes(outcome.error.code);
}
