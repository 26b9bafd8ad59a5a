import { describe, expect, test } from "vitest";
import { Chat, chat, testContext } from "./chat/chat.ts";
import { drawFlow, says } from "./testing/draw-flow.ts";

const change = (action: "addTag" | "setField" | "clearField", name: string, value = "1") => ({
  action,
  name,
  value,
});
const flowWith = (...changes: ReturnType<typeof change>[]) =>
  drawFlow(
    {
      c: ["contact", { changes }],
      ok: says("ok"),
      bad: says("{{ error.code }}: {{ error.message }}"),
    },
    ["c > ok", "c:error > bad"],
  );

describe("a name that the contact wrote", () => {
  test.each([
    ["$where", "starts with $"],
    ["a..b", "contains a dot"],
    ["x\0y", "contains a NUL character"],
    ["_bsontype", "is reserved"],
    ["\ud800", "is not valid Unicode text"],
    ["n".repeat(65), "is longer than 64 characters"],
  ])("%j is no name of a field and changes nothing", (name, reason) => {
    const flow = flowWith(change("addTag", "lead"), change("setField", "{{ message.text }}"));
    const lines = chat(flow, name);
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^bot: contact.not-changeable: The field name/),
    ]);
    expect(lines.at(-1)).toContain(reason);
  });

  test("is a tag of at most 64 characters", () => {
    const flow = flowWith(change("addTag", "{{ message.text }}"));
    expect(chat(flow, "t".repeat(65)).at(-1)).toContain("is longer than 64 characters");
    expect(chat(flow, "$vip.gold").at(-1)).toBe("bot: ok");
  });
});

test("a field's value has at most 4,096 bytes", () => {
  const flow = flowWith(change("setField", "note", "{{ message.text }}"));
  expect(chat(flow, "ế".repeat(1_000)).at(-1)).toBe("bot: ok");
  expect(chat(flow, "ế".repeat(1_400)).at(-1)).toContain("more than 4096 bytes");
});

test("a contact has at most 200 fields and 100 tags", () => {
  const { contact } = testContext();
  const fields = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`f${at}`, at]));
  const tags = Array.from({ length: 100 }, (_, at) => `t${at}`);
  const full = { contact: { ...contact, fields, tags } };
  const last = (it: ReturnType<typeof change>) => new Chat(flowWith(it), full).play("hi").at(-1);
  expect(last(change("setField", "f3", "new"))).toBe("bot: ok");
  expect(last(change("setField", "another"))).toContain("at most 200 fields");
  expect(last(change("addTag", "another"))).toContain("at most 100 tags");
});

test.each([
  ["contact.a.b", "contains a dot"],
  ["workspace.a.b", "contains a dot"],
])("a variable %s cannot be kept", (variable, reason) => {
  const assignment = { variable, operation: "set", value: "1", as: "string" } as const;
  const flow = drawFlow(
    { s: ["setVariable", { assignments: [assignment] }], bad: says("{{ error.message }}") },
    ["s:error > bad"],
  );
  expect(chat(flow, "hi").at(-1)).toContain(reason);
});
