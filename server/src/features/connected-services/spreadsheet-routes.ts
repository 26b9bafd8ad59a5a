import { routes } from "@chatloom/api-schema";
import type { JsonValue } from "@chatloom/runtime";
import type { Router } from "express";
import { DomainError } from "../../context/errors.ts";
import { answer } from "../../http/answer.ts";
import { cellsOf, sheetRange, spreadsheetId } from "../../pipeline/sheets/sheet-table.ts";
import type { SheetsClient } from "../../pipeline/sheets/sheets-client.ts";

/** As many sheets of a spreadsheet are offered. */
const mostSheets = 50;
const mostColumns = 200;

interface Described {
  readonly properties?: { readonly title?: string };
  readonly sheets?: readonly { readonly properties?: { readonly title?: string } }[];
}

/** Adds the route with which the form of a step offers sheets and columns. */
export function spreadsheetRoutes(api: Router, sheets: Pick<SheetsClient, "call">): void {
  answer(api, routes.connectedServices.readSpreadsheet, async ({ workspaceId, query }) => {
    const { account, spreadsheet } = query;
    const id = encodeURIComponent(spreadsheetId(spreadsheet));
    const described = (await ask(
      `${id}?fields=properties.title,sheets.properties.title`,
    )) as Described | null;
    const names = (described?.sheets ?? [])
      .map((it) => it.properties?.title ?? "")
      .filter(Boolean)
      .slice(0, mostSheets);
    const ranges = names.map((it) => `ranges=${encodeURIComponent(sheetRange(it, "1:1"))}`);
    const read =
      ranges.length === 0 ? null : await ask(`${id}/values:batchGet?${ranges.join("&")}`);
    const { valueRanges = [] } = (read ?? {}) as { readonly valueRanges?: readonly JsonValue[] };
    return {
      title: described?.properties?.title ?? "",
      sheets: names.map((name, index) => {
        const [header = []] = cellsOf(valueRanges[index] ?? null);
        const columns = header.map((it) => it.trim().slice(0, 200)).filter(Boolean);
        return { name, columns: [...new Set(columns)].slice(0, mostColumns) };
      }),
    };

    async function ask(path: string): Promise<JsonValue> {
      const outcome = await sheets.call({ workspaceId, account }, { method: "GET", path });
      if ("error" in outcome) {
        const { code, message } = outcome.error;
        throw new DomainError(code === "sheets.busy" ? "unavailable" : "conflict", code, message);
      }
      return outcome.answer;
    }
  });
}
