import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("changes the contact, and later texts see it", () => {
  const flow = drawFlow(
    {
      c: [
        "contact",
        {
          changes: [
            { action: "addTag", name: "lead", value: "" },
            { action: "setField", name: "city", value: "Huế" },
          ],
        },
      ],
      m: says("{{ contact.tags }} {{ contact.city }}"),
    },
    ["c > m"],
  );
  expect(chat(flow, "hi").slice(1)).toEqual([
    "→ contact addTag lead, setField city",
    "bot: lead Huế",
  ]);
});

test("changes nothing that has no name", () => {
  const changes = [{ action: "addTag" as const, name: "{{ nothing }}", value: "" }];
  expect(chat(drawFlow({ c: ["contact", { changes }] }), "hi")).toEqual(["contact: hi"]);
});
