import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { cancelOrder, findOrder, type McpDouble, startMcp } from "../doubles/mcp.ts";
import { routes } from "../support/world.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let llm: LlmDouble;
let shop: McpDouble;

beforeAll(async () => {
  if (!chromium) {
    return;
  }
  [llm, shop] = await Promise.all([startLlm(), startMcp({ authorization: "Bearer shop-token" })]);
  const { baseUrl, key: apiKey } = llm;
  stage = await openStage({ openai: { baseUrl, apiKey, model: "double-small" } });
  shop.tools = [findOrder, cancelOrder];
  shop.answer = () => "Order 7 is on its way";
  const hosts = [new URL(shop.url).host];
  await stage.world.call(routes.secrets.createSecret, {
    body: { name: "SHOP", kind: "bearer", value: "shop-token", hosts, note: "" },
  });
});
afterAll(async () => {
  await stage?.close();
  await llm?.close();
  shop?.close();
});

describe.skipIf(!chromium)("an administrator", () => {
  test("connects an MCP server and lets an agent call one of its tools", async () => {
    const page = await stage.open("owner");
    await page.goto(`${stage.world.url}/ai/connections`);
    await page.getByText("No MCP server is connected yet").waitFor();
    await page.getByRole("button", { name: "Connect an MCP server" }).click();
    const dialog = page.getByRole("dialog", { name: "Connect an MCP server" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("Shop");
    await dialog.getByRole("textbox", { name: "Address" }).fill(shop.url);
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Save and check" }).click();
    const card = page.getByRole("region", { name: "Shop" });
    await card.getByText("The MCP server refused the token.").waitFor();
    await card.getByRole("button", { name: "Change" }).click();
    const change = page.getByRole("dialog", { name: "Change Shop" });
    await change.getByRole("combobox", { name: "Token" }).click();
    await page.getByRole("option", { name: "SHOP" }).click();
    await change.getByRole("button", { name: "Save and check" }).click();
    await card.getByText("2 tools").waitFor();
    await card.getByText("orders/cancel").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    await page.goto(`${stage.world.url}/ai`);
    await page.getByRole("button", { name: "New agent" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Mai");
    await page.getByRole("button", { name: "Create" }).click();
    await page
      .locator(
        '[data-path="/instructions"] [contenteditable], [data-path="/instructions"] textarea',
      )
      .first()
      .fill("Help with orders");
    const tools = page.locator('[data-path="/tools"]');
    await tools.getByRole("button", { name: "Add" }).click();
    await tools.getByRole("combobox", { name: "What it does" }).click();
    await page.getByRole("option", { name: "Calls tools of an MCP server" }).click();
    await tools.getByRole("combobox", { name: "MCP server" }).click();
    await page.getByRole("option", { name: "Shop" }).click();
    const find = tools.getByRole("checkbox", { name: "orders/find" });
    expect(await find.isChecked()).toBe(false);
    await find.check();
    expect(await accessibilityViolations(page)).toEqual([]);
    llm.script(
      { kind: "tools", calls: [{ name: "orders_find", arguments: { number: 7 } }] },
      { kind: "json", value: { reply: "On its way!", exit: "none", summary: "An order" } },
    );
    await page.getByPlaceholder("Write as a contact").fill("Where is 7?");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("log").getByText("On its way!").waitFor();
    expect(shop.called).toMatchObject([{ name: "orders/find", arguments: { number: 7 } }]);
    expect(stage.complaints).toEqual([]);
  });
});
