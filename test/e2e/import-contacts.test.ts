import type { ContactImport } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

const { contactImports } = routes;
let stage: Stage;
beforeAll(async () => {
  if (chromium) {
    stage = await openStage();
    await stage.world.call(routes.audience.createContactField, { body: { title: "City" } });
  }
});
afterAll(() => stage?.close());

const csv = [
  "Full name;Mail;Mobile;City",
  "Lan Pham;lan@example.org;0912 345 678;Hue",
  "Ben Ray;not an address;;Hanoi",
  "Cho Min;cho@example.org;+84987654321;Da Nang",
].join("\r\n");

test.skipIf(!chromium)(
  "a marketer imports a table, sees its faults first, and undoes it",
  async () => {
    const { world } = stage;
    const page = await stage.open("editor");
    const shot = async (name: string) => {
      if (process.env.SHOTS) {
        await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
      }
    };
    await page.goto(`${world.url}/contacts`);
    await page.getByRole("link", { name: "Import" }).click();
    await page.getByText("Drop a table here").waitFor();
    await shot("imports");
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.getByRole("heading", { name: "customers.csv" }).waitFor();
    const target = (column: string) =>
      page.getByRole("combobox", { name: `Target of the column ${column}` });
    await expect.poll(() => target("Full name").inputValue()).toBe("Name");
    await expect.poll(() => target("City").inputValue()).toBe("City");
    await expect.poll(() => target("Mobile").inputValue()).toBe("Phone");
    await page.getByRole("combobox", { name: "Country of phone numbers" }).fill("Viet");
    await page.getByRole("option", { name: "Vietnam" }).click();
    await shot("import-columns");
    expect(await accessibilityViolations(page)).toEqual([]);
    // The answer arrives after the live connection told that the job has ended.
    await page.route("**/contact-imports/*/check", async (route) => {
      const response = await route.fetch();
      const { id: importId } = (await response.json()) as ContactImport;
      const read = () => world.call(contactImports.readContactImport, { params: { importId } });
      await until(async () => (await read()).stage === "checked");
      await route.fulfill({ response });
    });
    await page.getByRole("button", { name: "Check the table" }).click();
    await page.getByText("What the import would do").waitFor();
    await page.getByText("This is no e-mail address.").waitFor();
    await shot("import-checked");
    expect(await accessibilityViolations(page)).toEqual([]);
    const contacts = async () => (await world.call(routes.contacts.listContacts)).items.length;
    expect(await contacts()).toBe(0);
    await page.getByRole("button", { name: "Import 2 contacts" }).click();
    await page.getByRole("button", { name: "Undo the import" }).waitFor();
    await shot("import-done");
    expect(await contacts()).toBe(2);
    await page.getByRole("link", { name: "Show contacts" }).click();
    await page.getByText("Lan Pham").waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Undo the import" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Undo the import" }).click();
    await page.getByText("Deleted again").waitFor();
    expect(await contacts()).toBe(0);
    expect(stage.complaints).toEqual([]);
  },
);

test.skipIf(!chromium)("a marketer tags all listed contacts, and takes it back", async () => {
  const { world } = stage;
  const response = await world.fetch("/api/v1/contact-imports", {
    method: "POST",
    headers: { "x-file-name": "people.csv", "content-type": "text/csv" },
    body: "Name;Email\nLan;lan@example.org\nMinh;minh@example.org",
  });
  const { id: importId, settings } = (await response.json()) as ContactImport;
  const params = { importId };
  await world.call(contactImports.checkContactImport, { params, body: settings });
  const stageOf = async () =>
    (await world.call(contactImports.readContactImport, { params })).stage;
  await until(async () => (await stageOf()) === "checked");
  await world.call(contactImports.startContactImport, { params });
  await until(async () => (await stageOf()) === "imported");
  const page = await stage.open("editor");
  const shot = async (name: string) => {
    if (process.env.SHOTS) {
      await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
    }
  };
  await page.goto(`${world.url}/contacts`);
  await page.getByRole("checkbox", { name: "Choose all listed contacts" }).check();
  await page.getByText("2 contacts chosen").waitFor();
  await shot("bulk-bar");
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Add tag" }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "Tag" }).fill("spring");
  await page.getByRole("button", { name: "Add the tag" }).click();
  await page.getByText("2 changed").waitFor();
  await page.getByRole("cell", { name: "spring" }).first().waitFor();
  await shot("bulk-done");
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("2 taken back").waitFor();
  await page.getByRole("button", { name: "Hide" }).click();
  expect(stage.complaints).toEqual([]);
});
