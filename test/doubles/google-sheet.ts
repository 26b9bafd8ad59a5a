import type { ApiCall, ApiReply } from "./services.ts";

type Cell = string | number;

/** A spreadsheet with one sheet, as far as the API reads and writes it. Refuses what Google refuses. */
export interface GoogleSheet {
  readonly id: string;
  readonly name: string;
  /** The rows; the first names the columns. */
  readonly rows: Cell[][];
  /** The calls that were answered: `GET values`, `POST append`. */
  readonly calls: string[];
  /** Statuses for the next calls of a kind, such as `POST append`; `lost`: it is done, and the answer gets lost. */
  readonly faults: Map<string, (number | "lost")[]>;
  readonly api: (call: ApiCall) => ApiReply | undefined;
}

const plainOptions = "FORMATTED_STRING UNFORMATTED_VALUE";

/** Makes a spreadsheet called "Book". */
export function googleSheet(name: string, rows: Cell[][]): GoogleSheet {
  const id = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms";
  const quoted = `'${name.replaceAll("'", "''")}'!`;
  const sheet: GoogleSheet = {
    id,
    name,
    rows,
    calls: [],
    faults: new Map(),
    api(call) {
      const [, found = "", rest = ""] =
        /^\/v4\/spreadsheets\/([^/]+?)(\/.*)?$/.exec(call.path) ?? [];
      if (found !== id) {
        return problem(404, "Requested entity was not found.");
      }
      const kind = `${call.method} ${/:(append|batch\w+)$/.exec(rest)?.[1] ?? (rest ? "values" : "book")}`;
      sheet.calls.push(kind);
      const fault = sheet.faults.get(kind)?.shift();
      if (typeof fault === "number") {
        return problem(fault, `Fault ${fault}`);
      }
      const reply = answer(kind, rest, call);
      return fault === "lost" ? problem(500, "Internal error encountered.") : reply;
    },
  };
  return sheet;

  function answer(kind: string, rest: string, { query, body }: ApiCall): ApiReply | undefined {
    switch (kind) {
      case "GET book":
        return {
          body: { properties: { title: "Book" }, sheets: [{ properties: { title: name } }] },
        };
      case "GET batchGet":
        return { body: { valueRanges: query.getAll("ranges").map(valuesIn) } };
      case "GET values": {
        const options = [query.get("dateTimeRenderOption"), query.get("valueRenderOption")];
        return options.join(" ") === plainOptions
          ? { body: valuesIn(rest.replace("/values/", "")) }
          : problem(400, "Invalid options");
      }
      case "POST append": {
        const { values } = JSON.parse(body) as { values: (Cell | null)[][] };
        if (
          query.get("valueInputOption") !== "RAW" ||
          query.get("insertDataOption") !== "INSERT_ROWS" ||
          rest !== `/values/${quoted}A1:append`
        ) {
          return problem(400, "Invalid options");
        }
        for (const line of values) {
          rows.push(line.map((it) => it ?? ""));
        }
        return { body: { updates: { updatedRange: `${quoted}A${rows.length}:C${rows.length}` } } };
      }
      case "POST batchUpdate": {
        const asked = JSON.parse(body) as {
          valueInputOption: string;
          data: { range: string; values: Cell[][] }[];
        };
        if (asked.valueInputOption !== "RAW") {
          return problem(400, "Invalid options");
        }
        for (const { range, values } of asked.data) {
          const [, letter = "", row = ""] = /^([A-Z])(\d+)$/.exec(range.slice(quoted.length)) ?? [];
          const line = rows[Number(row) - 1];
          if (!range.startsWith(quoted) || !line) {
            return problem(400, `Unable to parse range: ${range}`);
          }
          line[letter.charCodeAt(0) - 65] = values[0]?.[0] ?? "";
        }
        return { body: { totalUpdatedCells: asked.data.length } };
      }
      default:
        return undefined;
    }
  }

  function valuesIn(range: string) {
    const cells = range.slice(quoted.length);
    const [, row] = /^(\d+):\1$/.exec(cells) ?? [];
    const [, letter] = /^([A-Z])2:\1$/.exec(cells) ?? [];
    if (row !== undefined) {
      const line = rows[Number(row) - 1];
      return { range, majorDimension: "ROWS", values: line ? [line] : undefined };
    }
    const index = (letter ?? "").charCodeAt(0) - 65;
    return { range, values: rows.slice(1).map((it) => [it[index] ?? ""]) };
  }
}

function problem(code: number, message: string): ApiReply {
  return { status: code, body: { error: { code, message } } };
}
