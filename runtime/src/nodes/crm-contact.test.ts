import { describe, expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

function flow(action: "find" | "save") {
  return drawFlow(
    {
      start: ["trigger.keyword", { keywords: ["who"], match: "exact" }],
      crm: [
        "crmContact",
        {
          connectionId: "c1",
          action,
          email: " {{ contact.email }} ",
          phone: "",
          values: [
            { field: "city", value: "Hue" },
            { field: "empty", value: "{{ nothing }}" },
          ],
          save: [
            { path: "stage", saveTo: "stage" },
            { path: "absent", saveTo: "absent" },
          ],
          saveId: "crmId",
        },
      ],
      known: says("{{ crmId }} is {{ stage }}{{ absent }}"),
      unknown: says("Nobody"),
      broken: says("Broken: {{ error.code }}"),
    },
    action === "find"
      ? ["start > crm", "crm:found > known", "crm:notFound > unknown", "crm:error > broken"]
      : ["start > crm", "crm > known", "crm:error > broken"],
  );
}
const answer = { found: true, created: false, id: "501", values: { stage: "lead" } };

describe("crmContact", () => {
  test("looks a contact up and keeps what the CRM knows", () => {
    const chat = new Chat(flow("find"));
    chat.play("who");
    expect(chat.effects.find((it) => it.type === "callCrm")).toMatchObject({
      crm: { connectionId: "c1", action: "find", values: {}, fields: ["stage", "absent"] },
    });
    expect(chat.play({ answer }).at(-1)).toBe("bot: 501 is lead");
  });

  test("goes another way if the CRM knows nobody, or cannot be asked", () => {
    const chat = new Chat(flow("find"));
    chat.play("who");
    expect(chat.play({ answer: { found: false } }).at(-1)).toBe("bot: Nobody");
    chat.play("who");
    const error = { code: "crm.busy", message: "Busy" };
    expect(chat.play({ failure: error }).at(-1)).toBe("bot: Broken: crm.busy");
  });

  test("writes the values that are not empty", () => {
    const chat = new Chat(flow("save"));
    chat.play("who");
    expect(chat.effects.find((it) => it.type === "callCrm")).toMatchObject({
      crm: { action: "save", values: { city: "Hue" } },
    });
    expect(chat.play({ answer }).at(-1)).toBe("bot: 501 is lead");
  });
});
