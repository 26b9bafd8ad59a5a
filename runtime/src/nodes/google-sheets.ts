import type { Behaviour } from "../behaviour.ts";
import type { JsonObject, JsonValue } from "../input.ts";
import { withoutAnswer } from "../without-answer.ts";

/** Appends, finds or changes a row of a spreadsheet, and keeps cells of it. */
export const googleSheets: Behaviour<"googleSheets"> = {
  enter: (visit) => {
    const { data } = visit;
    const { action, account, spreadsheet, sheet, keyColumn = "" } = data;
    const looks = action !== "append";
    const writes = action !== "find";
    return {
      effects: [
        {
          type: "callSheet",
          sheet: {
            account,
            spreadsheet,
            sheet,
            action,
            column: looks ? data.column : "",
            value: looks ? visit.render(data.value).trim() : "",
            values: writes
              ? data.values.map(({ column, value }) => ({ column, value: visit.render(value) }))
              : [],
            fields: looks ? [...new Set(data.save.map((it) => it.path))] : [],
            keyColumn: looks ? "" : keyColumn,
          },
        },
      ],
      then: { do: "waitForEffect", memory: null },
    };
  },
  resume: ({ data }, input) => {
    if (input.type !== "effectAnswered") {
      return withoutAnswer(input);
    }
    const { found, row, values } = (input.answer ?? {}) as JsonObject;
    if (found !== true) {
      return { then: { do: "leave", port: "notFound" } };
    }
    const cells = (values ?? {}) as JsonObject;
    const set: Record<string, JsonValue> = {};
    for (const { path, saveTo } of data.action === "append" ? [] : data.save) {
      if (saveTo !== "") {
        set[saveTo] = Object.hasOwn(cells, path) ? (cells[path] ?? "") : "";
      }
    }
    if (data.saveRow) {
      set[data.saveRow] = row ?? 0;
    }
    return { set, then: { do: "leave", port: data.action === "append" ? "next" : "found" } };
  },
};
