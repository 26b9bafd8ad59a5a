import { afterAll, beforeAll, expect, test } from "vitest";
import { firstContact } from "../security/first-contact.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const { audience, contacts } = routes;
let world: World;
let contactId: string;
beforeAll(async () => {
  world = await startWorld();
  contactId = await firstContact(world);
  const body = { name: '=HYPERLINK("x")', tags: ["vip", "new"], fields: { city: "Hà Nội, VN" } };
  await world.call(contacts.updateContact, { params: { contactId }, body });
});
afterAll(() => world.close());

const download = (query: string, as: "owner" | "editor" = "owner") =>
  world.fetch(`/api/v1/contact-export${query}`, { as });

test("exports CSV that spreadsheets read and do not run", async () => {
  const response = await download("");
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toContain("attachment");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [header, line, rest] = new TextDecoder().decode(bytes).split("\r\n");
  expect(header).toMatch(/^id,name,firstName,.*,city$/);
  expect(line).toContain(`"'=HYPERLINK(""x"")"`);
  expect(line).toContain('"vip, new"');
  expect(line).toContain('"Hà Nội, VN"');
  expect(rest).toBe("");
});

test("exports JSON Lines, and a segment only", async () => {
  const lines = (await (await download("?format=jsonl")).text()).trim().split("\n");
  expect(lines.map((it) => JSON.parse(it).id)).toEqual([contactId]);
  const rules = [{ left: "contact.tags", operator: "notContains", right: "vip" } as const];
  const condition = { match: "all", groups: [{ match: "all", rules }] } as const;
  const { id } = await world.call(audience.createSegment, {
    body: {
      name: "Others",
      condition: {
        match: "all",
        groups: [{ match: "all", rules: [...condition.groups[0].rules] }],
      },
    },
  });
  expect(await (await download(`?format=jsonl&segmentId=${id}`)).text()).toBe("");
  expect((await download(`?segmentId=${"0".repeat(24)}`)).status).toBe(404);
});

test("only admins take everyone's data out", async () => {
  expect((await download("", "editor")).status).toBe(403);
});
