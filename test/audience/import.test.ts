import { type ContactImport, type ImportSettings, routes } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleXlsx } from "../../server/src/testing/office-files.ts";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";

const { contactImports, contacts, audience, jobs } = routes;
let world: World;
let whatsapp: Awaited<ReturnType<typeof startDouble>>;
beforeAll(async () => {
  world = await startWorld();
  whatsapp = await startDouble("whatsapp");
});
afterAll(async () => {
  await whatsapp.close();
  await world.close();
});

async function upload(
  content: string | Uint8Array,
  name = "customers.csv",
): Promise<ContactImport> {
  const response = await world.fetch("/api/v1/contact-imports", {
    method: "POST",
    headers: { "x-file-name": encodeURIComponent(name), "content-type": "text/csv" },
    body: content as BodyInit,
  });
  const reply = await response.json();
  if (!response.ok) {
    throw new Error((reply as { code: string }).code);
  }
  return reply as ContactImport;
}
const read = (importId: string) =>
  world.call(contactImports.readContactImport, { params: { importId } });
async function ended(importId: string): Promise<ContactImport> {
  await until(async () => (await read(importId)).job?.state !== "running", 20_000);
  return read(importId);
}
async function check(found: ContactImport, settings: Partial<ImportSettings> = {}) {
  const params = { importId: found.id };
  const body = { ...found.settings, country: "VN", ...settings };
  await world.call(contactImports.checkContactImport, { params, body });
  return ended(found.id);
}
async function run(found: ContactImport, route: "startContactImport" | "undoContactImport") {
  await world.call(contactImports[route], { params: { importId: found.id } });
  return ended(found.id);
}
async function find(search: string) {
  return (await world.call(contacts.listContacts, { query: { search } })).items;
}

test("a table is checked, imported and undone, and what a person changed since stays", async () => {
  await world.call(audience.createContactField, { body: { title: "Năm sinh", type: "number" } });
  const table = await upload(
    "\u{feff}Họ tên;Email;Điện thoại;Năm sinh;Nhãn\r\n" +
      "Lê Thu;thu@example.vn;0912 345 678;1990;vip\r\n" +
      '"Trần ""Bé"" An";an@example.vn;;abc;\r\n' +
      "Minh;minh@example.vn;+84987654321;1985;\r\n" +
      ";THU@example.vn;;;\r\n",
    "khách hàng.csv",
  );
  expect(table).toMatchObject({
    fileName: "khách hàng.csv",
    stage: "uploaded",
    rows: 4,
    format: "CSV, UTF-8, ;",
    settings: { columns: ["name", "email", "phone", "field:nam_sinh", "tags"] },
  });
  const checked = await check(table, { tags: ["import"] });
  expect(checked).toMatchObject({
    stage: "checked",
    job: { state: "done", counts: { created: 2, invalid: 2 } },
  });
  expect(await find("thu")).toEqual([]);
  const { items } = await world.call(contactImports.listImportProblems, {
    params: { importId: table.id },
  });
  expect(items).toEqual([
    { row: 3, column: "Năm sinh", code: "badValue", value: "abc", expected: "a number" },
    { row: 5, column: "Email", code: "repeated", value: "thu@example.vn", expected: "2" },
  ]);
  const csv = await world.fetch(`/api/v1/contact-imports/${table.id}/problems.csv`);
  expect(await csv.text()).toContain("3,Năm sinh,badValue,abc,a number\r\n");

  expect((await run(table, "startContactImport")).job?.counts).toMatchObject({
    created: 2,
    invalid: 2,
  });
  const [thu] = await find("thu");
  expect(thu).toMatchObject({
    name: "Lê Thu",
    phone: "+84912345678",
    tags: ["import", "vip"],
    fields: { nam_sinh: 1990 },
    optedIn: false,
  });
  const [minh] = await find("minh");
  await world.call(contacts.updateContact, {
    params: { contactId: minh?.id ?? "" },
    body: { language: "vi" },
  });
  const undone = await run(table, "undoContactImport");
  expect(undone).toMatchObject({ stage: "undone", job: { counts: { deleted: 1, kept: 1 } } });
  expect(await find("thu")).toEqual([]);
  expect(await find("minh")).toHaveLength(1);
});

test("known contacts are updated, filled or skipped as chosen, and undoing restores them", async () => {
  const first = await upload("email,first name,city\nbob@example.org,Bob,\n");
  await world.call(audience.createContactField, { body: { title: "City" } });
  await check(first, { columns: ["email", "firstName", ""] });
  await run(first, "startContactImport");
  const again = async (existing: ImportSettings["existing"]) => {
    const table = await upload("email,first name,city\nbob@example.org,Robert,Hue\n");
    const { job } = await check(table, { existing });
    await run(table, "startContactImport");
    return { table, counts: job?.counts };
  };
  expect((await again("skip")).counts).toMatchObject({ skipped: 1 });
  expect((await find("bob"))[0]).toMatchObject({ firstName: "Bob", fields: {} });
  await again("fillEmpty");
  expect((await find("bob"))[0]).toMatchObject({ firstName: "Bob", fields: { city: "Hue" } });
  const { table } = await again("update");
  expect((await find("bob"))[0]).toMatchObject({ firstName: "Robert", fields: { city: "Hue" } });
  await run(table, "undoContactImport");
  expect((await find("bob"))[0]).toMatchObject({ firstName: "Bob", fields: { city: "Hue" } });
});

test("consent is recorded with its words and date only where it was claimed", async () => {
  const table = await upload("email\nwithconsent@example.org\n");
  const consent = { wording: "Agreed at the fair in Hanoi", at: "2026-03-01T00:00:00.000Z" };
  await check(table, { consent });
  await run(table, "startContactImport");
  const [contact] = await find("withconsent");
  expect(contact?.optedIn).toBe(true);
  const { items } = await world.call(contacts.listConsents, {
    params: { contactId: contact?.id ?? "" },
  });
  expect(items).toMatchObject([
    {
      state: "given",
      source: "import",
      by: "customers.csv",
      wording: consent.wording,
      at: consent.at,
    },
  ]);
});

test("who writes from an imported number is the imported contact", async () => {
  const webhook = await connect(world, whatsapp);
  const { items: channels } = await world.call(routes.channels.listChannels);
  const channelId = channels.find((it) => it.type === "whatsapp")?.id ?? "";
  const table = await upload("name,phone\nHoa Phạm,+84911111111\n");
  await check(table, { channelIds: [channelId] });
  await run(table, "startContactImport");
  await whatsapp.deliver(webhook, { kind: "text", from: "84911111111", name: "H.", text: "hi" });
  await until(async () => {
    const { items } = await world.call(routes.conversations.listConversations);
    return items.some((it) => it.contact.name === "Hoa Phạm");
  });
  expect(await find("84911111111")).toHaveLength(1);
});

test.each([
  ["UTF-16LE", Buffer.from("\u{feff}name\temail\nBé\tbe16@example.org\n", "utf16le"), "tab", "Bé"],
  ["WINDOWS-1252", Buffer.from("name,email\nJos\u00e9,jose@example.org\n", "latin1"), ",", "José"],
  ["UTF-8", Buffer.from('name|email\n"A|B"|ab@example.org'), "|", "A|B"],
])("a table in %s is read", async (encoding, bytes, separator, name) => {
  const table = await upload(bytes);
  expect(table.format).toBe(`CSV, ${encoding}, ${separator}`);
  expect(table.samples[0]?.[0]).toBe(name);
});

test("an Excel workbook is read, with its numbers and dates", async () => {
  const rows = [
    ["Email", "Phone", "Date"],
    ["xlsx@example.org", 84912345678, 46027],
  ];
  const table = await upload(sampleXlsx("Customers", rows), "list.xlsx");
  expect(table).toMatchObject({
    format: "XLSX",
    samples: [["xlsx@example.org", "84912345678", "2026-01-05"]],
    settings: { columns: ["email", "phone", ""] },
  });
});

test.each([
  ["", "import.empty"],
  ["name,email\n", "import.empty"],
  [Buffer.from("PK\u0003\u0004not a workbook", "latin1"), "import.unreadable"],
  [`${"a,".repeat(101)}b\n1\n`, "import.too-many-columns"],
])("a file that is no table is refused: %#", async (content, code) => {
  await expect(upload(content)).rejects.toThrow(code);
});

test("settings that cannot work are refused with the place", async () => {
  const table = await upload("name,email\nA,a@example.org\n");
  const refusal = (body: Partial<ImportSettings>) =>
    world.refusal(contactImports.checkContactImport, {
      params: { importId: table.id },
      body: { ...table.settings, ...body },
    });
  expect(await refusal({ columns: ["name", ""] })).toMatchObject({ code: "import.no-address" });
  expect(await refusal({ columns: ["email"] })).toMatchObject({ code: "import.columns" });
  expect(await refusal({ columns: ["email", "field:nope"] })).toMatchObject({
    code: "import.columns",
  });
  expect(await refusal({ channelIds: ["0".repeat(24)] })).toMatchObject({ code: "import.channel" });
  const start = await world.refusal(contactImports.startContactImport, {
    params: { importId: table.id },
  });
  expect(start.code).toBe("import.not-checked");
});

test("an import goes on after a restart, and every row counts once", async () => {
  const lines = Array.from({ length: 1_200 }, (_, index) => `n${index}@restart.org,Nr ${index}`);
  const table = await upload(`email,name\n${lines.join("\n")}\n`);
  await check(table);
  await world.call(contactImports.startContactImport, { params: { importId: table.id } });
  await until(async () => ((await read(table.id)).job?.position ?? 0) > 0);
  await world.restart();
  const done = await ended(table.id);
  expect(done).toMatchObject({ stage: "imported", job: { position: 1_200 } });
  expect(done.job?.counts).toMatchObject({ created: 1_200, invalid: 0 });
  const { count } = await world.call(audience.previewSegment, {
    body: {
      condition: {
        match: "all",
        groups: [
          {
            match: "all",
            rules: [{ left: "contact.email", operator: "endsWith", right: "@restart.org" }],
          },
        ],
      },
    },
  });
  expect(count).toBe(1_200);
});

test("a stopped job keeps its finished pages and does nothing more", async () => {
  const lines = Array.from({ length: 1_500 }, (_, index) => `s${index}@stop.org`);
  const table = await upload(`email\n${lines.join("\n")}\n`);
  const params = { importId: table.id };
  const body = { ...table.settings };
  const { job } = await world.call(contactImports.checkContactImport, { params, body });
  const stopped = await world.call(jobs.stopJob, { params: { jobId: job?.id ?? "" } });
  expect(stopped.state).toBe("stopped");
  expect((await world.call(jobs.listJobs)).items[0]).toMatchObject({ state: "stopped" });
});
