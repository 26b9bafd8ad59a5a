import { afterAll, beforeAll, expect, test } from "vitest";
import { startDouble } from "../doubles/start-double.ts";
import { routes } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let http: Awaited<ReturnType<typeof startDouble>>;
beforeAll(async () => {
  if (!chromium) {
    return;
  }
  stage = await openStage();
  http = await startDouble("http");
  const webhook = await connect(stage.world, http);
  const nodes = { start: keyword("offer"), text: say("20 % off today") };
  await publish(stage.world, flowOf("Summer offer", nodes, ["start.next > text"]));
  for (const name of ["Ann Lee", "Ben Ray", "Cho Min"]) {
    await http.deliver(webhook, { kind: "text", from: name, name, text: "hello" });
  }
  await until(async () => {
    const { items } = await stage.world.call(routes.contacts.listContacts);
    return items.length === 3;
  });
});
afterAll(async () => {
  await http?.close();
  await stage?.close();
});

test.skipIf(!chromium)(
  "a marketer plans a broadcast, sees whom it reaches, and sends it",
  async () => {
    const { world } = stage;
    const page = await stage.open("editor");
    await page.goto(`${world.url}/contacts/broadcasts`);
    await page.getByText("No broadcasts yet").waitFor();
    await page.getByRole("link", { name: "New broadcast" }).click();
    await page.getByLabel("Name").fill("Summer");
    await page.getByRole("combobox", { name: "Flow that starts" }).click();
    await page.getByRole("option", { name: "Summer offer" }).click();
    await page.getByText("3 contacts are reached now.").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    if (process.env.SHOTS) {
      await page.screenshot({ path: `${process.env.SHOTS}/broadcast-plan.png`, fullPage: true });
    }
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Sent", { exact: true }).first().waitFor();
    await page.getByRole("link", { name: "Ann Lee" }).waitFor();
    await until(() => http.sends.length === 3);
    await page.getByText("100 %").first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    if (process.env.SHOTS) {
      await page.screenshot({ path: `${process.env.SHOTS}/broadcast-sent.png`, fullPage: true });
    }
    expect(stage.complaints).toEqual([]);
  },
);
