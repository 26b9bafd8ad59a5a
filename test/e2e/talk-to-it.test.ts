import type { Flow } from "@chatloom/flows-schema";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { openForeignSite } from "./foreign-site.ts";
import { type LlmDouble, startLlmDouble } from "./llm-double.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
let stage: Stage;
let llm: LlmDouble;

beforeAll(async () => {
  if (!chromium) {
    return;
  }
  llm = await startLlmDouble("We open at nine.");
  stage = await openStage({
    openai: { apiKey: undefined, baseUrl: llm.baseUrl, model: "double" },
  });
  await publish(stage.world, shop());
});
afterAll(async () => {
  await stage?.close();
  llm?.close();
});

function shop(): Flow {
  return flowOf(
    "Shop",
    {
      hello: keyword("hello"),
      ask: {
        type: "quickReplies",
        data: {
          text: "What would you like?",
          options: [
            { id: "look", label: "Look around" },
            { id: "ai", label: "Ask something" },
            { id: "person", label: "A person" },
          ],
          attempts: 2,
        },
      },
      shelf: {
        type: "message",
        data: {
          typing: false,
          blocks: [
            {
              kind: "cards",
              id: "shelf",
              cards: [
                {
                  id: "red",
                  title: "A red bag",
                  subtitle: "Wool",
                  buttons: [{ id: "buy", label: "Take it", action: "next" }],
                },
                { id: "blue", title: "A blue bag", buttons: [] },
              ],
            },
          ],
        },
      },
      bought: say("The red bag is yours."),
      ai: {
        type: "llm",
        data: {
          instructions: "Answer briefly.",
          mode: "answerOnce",
          exits: [],
          extract: [],
          useKnowledge: false,
          maxTurns: 3,
        },
      },
      people: { type: "handoff", data: { assignTo: "anyone", note: "Wants a person" } },
    },
    [
      "hello.next > ask",
      "ask.option:look > shelf",
      "shelf.button:buy > bought",
      "ask.option:ai > ai",
      "ask.option:person > people",
    ],
  );
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByPlaceholder("Write a message…").fill(text);
  await page.keyboard.press("Enter");
}

/** Gives the texts of the thread, from top to bottom. */
/** The texts of the messages, without their authors. */
async function lines(page: Page): Promise<string[]> {
  const rows = await page.locator(".row:not(.unsent)").allInnerTexts();
  return rows.map((it) => it.replace(/^(You|Website):\n/, ""));
}

test.skipIf(!chromium)("a visitor taps, sends a picture, reloads, and loses nothing", async () => {
  const page = await stage.visit();
  const thread = page.getByRole("log");
  await write(page, "hello");
  await thread.getByRole("button", { name: "Look around" }).click();
  await thread.getByText("A blue bag").waitFor();
  await thread.getByRole("button", { name: "Take it" }).click();
  await thread.getByText("The red bag is yours.").waitFor();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "bag.png", mimeType: "image/png", buffer: picture });
  const sent = thread.getByRole("img", { name: "Picture" });
  await sent.waitFor();
  await expect
    .poll(() => sent.evaluate((it) => (it as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);

  await expect.poll(() => page.locator(".unsent").count()).toBe(0);
  const before = await lines(page);
  await page.reload();
  await thread.getByText("The red bag is yours.").waitFor();
  expect(await lines(page)).toEqual(before);
  expect(before.filter((it) => it === "The red bag is yours.")).toHaveLength(1);
  expect(stage.complaints).toEqual([]);
});

test.skipIf(!chromium)("the AI step answers, and a person can be asked for", async () => {
  const page = await stage.visit();
  const thread = page.getByRole("log");
  await write(page, "hello");
  await thread.getByRole("button", { name: "Ask something" }).click();
  await thread.getByText("We open at nine.").waitFor();
  expect(JSON.stringify(llm.asked.at(-1)?.messages)).toContain("Answer briefly.");
  await write(page, "hello");
  await thread.getByRole("button", { name: "A person" }).click();
  await page.getByRole("status").getByText("Someone will be with you shortly.").waitFor();
  const { items } = await stage.world.call(routes.conversations.listConversations, {
    query: { view: "waiting" },
  });
  expect(items).toHaveLength(1);
  expect(stage.complaints).toEqual([]);
});

test.skipIf(!chromium)("on a foreign page the chat survives a restart of the server", async () => {
  const { world } = stage;
  const site = await openForeignSite(
    `<script src="${world.url}/widget.js" data-channel="${await stage.webChannel()}" async></script>`,
  );
  const before = stage.complaints.length;
  const page = await stage.open();
  await page.goto(site.url);
  await page.getByRole("button", { name: "Open chat" }).click();
  await write(page, "hello");
  await page.getByRole("log").getByRole("button", { name: "A person" }).waitFor();
  expect(stage.complaints.slice(before)).toEqual([]);

  const restarted = world.restart();
  await page.getByText("No connection.").waitFor();
  await write(page, "Look around");
  await restarted;
  await page.getByRole("log").getByText("A blue bag").waitFor({ timeout: 30_000 });
  await expect.poll(() => page.locator(".unsent").count()).toBe(0);
  await expect
    .poll(async () => (await lines(page)).map((it) => it.split("\n")[0]))
    .toEqual(["hello", "What would you like?", "Look around", "A red bag"]);
  site.close();
});
