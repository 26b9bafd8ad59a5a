import { describe, expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

function flow(action: "append" | "find" | "update") {
  return drawFlow(
    {
      start: ["trigger.keyword", { keywords: ["go"], match: "startsWith" }],
      sheet: [
        "googleSheets",
        {
          account: "google",
          spreadsheet: "s1",
          sheet: "Orders",
          columns: ["Phone", "Status", "Key"],
          action,
          column: "Phone",
          value: " {{ message.text | remove: 'go' }} ",
          values: [{ column: "Status", value: "{{ message.text }}" }],
          save: [
            { path: "Status", saveTo: "state" },
            { path: "Gone", saveTo: "gone" },
          ],
          saveRow: "row",
          keyColumn: "Key",
        },
      ],
      known: says("{{ row }} {{ state }}{{ gone }}"),
      unknown: says("Nobody"),
      broken: says("Broken: {{ error.code }}"),
    },
    action === "append"
      ? ["start > sheet", "sheet > known", "sheet:error > broken"]
      : [
          "start > sheet",
          "sheet:found > known",
          "sheet:notFound > unknown",
          "sheet:error > broken",
        ],
  );
}
const asked = (chat: Chat) => chat.effects.find((it) => it.type === "callSheet");

describe("googleSheets", () => {
  test("looks for a row and keeps its cells", () => {
    const chat = new Chat(flow("find"));
    chat.play("go 42");
    expect(asked(chat)?.sheet).toEqual({
      account: "google",
      spreadsheet: "s1",
      sheet: "Orders",
      action: "find",
      column: "Phone",
      value: "42",
      values: [],
      fields: ["Status", "Gone"],
      keyColumn: "",
    });
    const answer = { found: true, row: 5, values: { Status: "sent" } };
    expect(chat.play({ answer }).at(-1)).toBe("bot: 5 sent");
  });

  test("goes another way if no row has the value, or the sheet cannot be asked", () => {
    const chat = new Chat(flow("update"));
    chat.play("go 1");
    expect(chat.play({ answer: { found: false, row: 0, values: {} } }).at(-1)).toBe("bot: Nobody");
    chat.play("go 1");
    const failure = { code: "sheets.busy", message: "Busy" };
    expect(chat.play({ failure }).at(-1)).toBe("bot: Broken: sheets.busy");
  });

  test("appends values as the contact wrote them", () => {
    const chat = new Chat(flow("append"));
    chat.play("go =1+1");
    expect(asked(chat)?.sheet).toMatchObject({
      action: "append",
      column: "",
      value: "",
      values: [{ column: "Status", value: "go =1+1" }],
      fields: [],
      keyColumn: "Key",
    });
    expect(chat.play({ answer: { found: true, row: 7, values: {} } }).at(-1)).toBe("bot: 7 ");
  });
});
