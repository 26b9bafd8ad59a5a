import { addressOf, pages } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startHubspot } from "../doubles/crm/hubspot.ts";
import { routes } from "../support/world.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let hubspot: Awaited<ReturnType<typeof startHubspot>>;
beforeAll(async () => {
  if (chromium) {
    [stage, hubspot] = await Promise.all([openStage(), startHubspot()]);
  }
});
afterAll(async () => {
  await stage?.close();
  await hubspot?.close();
});

test.skipIf(!chromium)(
  "an admin connects HubSpot, looks at the preview and switches it on",
  async () => {
    const { world } = stage;
    hubspot.setList("7", "Loyal customers", []);
    hubspot.edit(undefined, { email: "lan@example.org", firstname: "Lan" });
    const page = await stage.open("owner");
    const shot = async (name: string) => {
      if (process.env.SHOTS) {
        await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
      }
    };
    const body = { type: "hubspot", name: "HubSpot", settings: { ...hubspot.settings } };
    const { id: channelId } = await world.call(routes.channels.connectChannel, { body });
    await page.goto(world.url + addressOf(pages.connectChannel, { type: "httpCrm" }));
    await page.getByLabel("Address of the CRM").waitFor();
    await shot("crm-connect");
    await page.goto(world.url + addressOf(pages.channel, { channelId }));
    await page.getByRole("heading", { name: "Exchange of contacts" }).waitFor();
    await page.getByRole("button", { name: "Add a field" }).click();
    await page.getByRole("combobox", { name: "Field here" }).last().fill("First");
    await page.getByRole("option", { name: "First name" }).click();
    await page.getByRole("combobox", { name: "Field in the CRM" }).last().fill("firstname");
    await page.getByRole("option", { name: "The firstname" }).click();
    await page.getByRole("button", { name: "Preview with three contacts" }).click();
    await page.getByText("No contact has an e-mail").waitFor();
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByText("1 contact on both sides").waitFor();
    await page.getByRole("button", { name: "Preview with three contacts" }).click();
    await page.getByText("Already in step").waitFor();
    await shot("crm-on");
    expect(await accessibilityViolations(page)).toEqual([]);
    const { items } = await world.call(routes.contacts.listContacts);
    expect(items).toMatchObject([{ email: "lan@example.org", firstName: "Lan" }]);
    await page.goto(`${world.url}/channels`);
    await page.getByRole("heading", { name: "CRM", exact: true }).waitFor();
    await shot("crm-channels");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goBack();
    await page.getByText("1 contact on both sides").waitFor();
    await shot("crm-phone");
    expect(stage.complaints).toEqual([]);
  },
);
