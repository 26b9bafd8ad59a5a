import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startDouble } from "../doubles/start-double.ts";
import { routes } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let http: Awaited<ReturnType<typeof startDouble>>;
let webhook: string;
beforeEach(async () => {
  if (!chromium) {
    return;
  }
  stage = await openStage();
  http = await startDouble("http");
  webhook = await connect(stage.world, http);
  // One after the other: the list goes by when each message was processed.
  for (const [index, name] of ["Ann Lee", "Ben Ray", "Cho Min"].entries()) {
    await write(name, `Hello from ${name}`);
    await until(async () => {
      const { items } = await stage.world.call(routes.conversations.listConversations);
      return items.length === index + 1;
    });
  }
});
afterEach(async () => {
  await http?.close();
  await stage?.close();
});

const write = (name: string, text: string) =>
  http.deliver(webhook, { kind: "text", from: name, name, text });
const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

test.skipIf(!chromium)("an agent works through the inbox by keyboard alone", async () => {
  const { world } = stage;
  await world.call(routes.inbox.createCannedReply, {
    body: {
      shortcut: "hello",
      text: "Hi {{ contact.name }}, {{ agent.firstName }} here",
      files: [],
    },
  });
  const [page, owner] = await Promise.all([stage.open("agent"), stage.open("owner")]);
  await owner.goto(`${world.url}/conversations`);
  await page.goto(`${world.url}/conversations`);
  await row(page, "Cho Min").waitFor();
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key);
    }
  };
  await press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await press("Escape");
  await page.locator("[role=dialog]").waitFor({ state: "detached" });

  // The newest is first: the keys go down to the second and open it.
  await press("j", "j", "o");
  await page.getByRole("heading", { name: "Ben Ray" }).waitFor();
  await press("t");
  await page.getByText("You answer").waitFor();
  await press("r");
  await page.keyboard.type("/he");
  await page.getByRole("option", { name: "/hello" }).waitFor();
  await press("Enter");
  const field = page.getByRole("textbox", { name: "Reply" });
  await expect.poll(() => field.inputValue()).toBe("Hi Ben Ray, Agent here");
  await press("Enter");
  await page.getByRole("log").getByText("Hi Ben Ray, Agent here").waitFor();
  await until(() => http.sends.length === 1);

  // A label that is not there yet, a priority, a note with a mention.
  await press("Escape", "l");
  await page.getByPlaceholder("Find or create a label").waitFor();
  await page.keyboard.type("Wholesale");
  await press("Enter");
  await row(page, "Ben Ray").getByText("Wholesale").waitFor();
  await press("Escape", "p");
  await page.getByRole("menuitem", { name: "Urgent" }).waitFor();
  await press("Enter");
  await row(page, "Ben Ray").getByRole("img", { name: "Priority: Urgent" }).waitFor();
  await press("n");
  await page.keyboard.type("Please look @oli");
  await press("Enter");
  await page.keyboard.type("today");
  await press("Enter");
  await owner.getByText("Agent Member mentions you").waitFor();
  await row(owner, "Ben Ray").getByRole("img", { name: "A note mentions you" }).waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);

  await press("Escape", "e");
  await page.getByText("Agent Member marked this as resolved").waitFor();
  await page.getByRole("button", { name: "Reopen" }).waitFor();
  await press("e");
  await page.getByText("Opened again").waitFor();
  expect(stage.complaints).toEqual([]);
});

test.skipIf(!chromium)(
  "several conversations are changed at once, filtered, saved as a view, and brought back",
  async () => {
    const { world } = stage;
    const page = await stage.open("agent");
    await page.goto(`${world.url}/conversations`);
    await row(page, "Cho Min").hover();
    await page.getByRole("checkbox", { name: "Choose Cho Min" }).check();
    await page.getByRole("checkbox", { name: "Choose Ann Lee" }).check();
    await page.getByText("2 chosen").waitFor();
    await page.getByRole("toolbar").getByRole("button", { name: "Snooze" }).click();
    await page.getByRole("button", { name: /In one hour/ }).click();
    await row(page, "Cho Min").waitFor({ state: "hidden" });
    expect(await page.getByRole("listitem").count()).toBe(1);
    await page.getByText("2 conversations changed").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await row(page, "Cho Min").waitFor();

    await row(page, "Ann Lee").getByRole("link").click();
    await page.getByRole("heading", { name: "Ann Lee" }).waitFor();
    await page.getByRole("button", { name: "Priority" }).click();
    await page.getByRole("menuitem", { name: "Urgent" }).click();
    await row(page, "Ann Lee").getByRole("img", { name: "Priority: Urgent" }).waitFor();
    await page.getByRole("button", { name: "Filters", exact: true }).click();
    await page.getByRole("combobox", { name: "Priority" }).click();
    await page.getByRole("option", { name: "Urgent" }).click();
    await row(page, "Ben Ray").waitFor({ state: "hidden" });
    await page.keyboard.press("Escape");
    expect(page.url()).toContain("priority=urgent");
    await page.getByRole("button", { name: "Saved views" }).click();
    await page.getByRole("menuitem", { name: "Save this view" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Fires");
    await page.getByRole("button", { name: "Save this view" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.goto(`${world.url}/conversations`);
    await row(page, "Ben Ray").waitFor();
    await page.getByRole("button", { name: "Saved views" }).click();
    await page.getByRole("menuitem", { name: "Fires" }).click();
    await row(page, "Ben Ray").waitFor({ state: "hidden" });
    await row(page, "Ann Lee").waitFor();
    expect(stage.complaints).toEqual([]);
  },
);

test.skipIf(!chromium)(
  "files are pasted, emoji inserted, and a warning comes when someone answered",
  async () => {
    const { world } = stage;
    const page = await stage.open("agent");
    await page.goto(`${world.url}/conversations`);
    await row(page, "Ann Lee").getByRole("link").click();
    await page.getByRole("button", { name: "Take over" }).first().click();
    const field = page.getByRole("textbox", { name: "Reply" });
    await field.fill("Look ");
    await page.getByRole("button", { name: "Emoji" }).click();
    await page.getByPlaceholder("Search emoji").fill("thumbs up");
    await page.getByRole("gridcell").first().filter({ hasText: "👍" }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => field.inputValue()).toMatch(/^Look 👍/);
    await field.evaluate((element) => {
      const data = new DataTransfer();
      data.items.add(new File(["1,2"], "prices.csv", { type: "text/csv" }));
      element.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await page.getByRole("list", { name: "Files to send" }).getByText("prices.csv").waitFor();
    await field.press("Enter");
    await page.getByRole("log").getByText("prices.csv").waitFor();
    await page
      .getByRole("log")
      .getByText(/Look 👍/)
      .waitFor();

    await field.fill("I am still writing");
    const { items } = await world.call(routes.conversations.listConversations, {
      query: { search: "Ann" },
    });
    const conversationId = items[0]?.id ?? "";
    const agentId = items[0]?.assignee?.id;
    await world.call(routes.conversations.takeOver, {
      params: { conversationId },
      query: { from: agentId },
    });
    await world.call(routes.conversations.reply, {
      params: { conversationId },
      body: { content: { kind: "text", text: "Already solved" } },
    });
    await page.getByRole("button", { name: "Take over from Olivia Owner" }).click();
    await page.getByText("Olivia Owner answered meanwhile: “Already solved”").waitFor();
    await field.press("Enter");
    expect(await page.getByRole("log").getByText("I am still writing").count()).toBe(0);
    await page.getByRole("button", { name: "Send anyway" }).click();
    await page.getByRole("log").getByText("I am still writing").waitFor();
    expect(stage.complaints).toEqual([]);
  },
);
