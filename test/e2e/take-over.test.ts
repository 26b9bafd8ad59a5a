import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  if (!chromium) {
    return;
  }
  stage = await openStage();
  await publish(
    stage.world,
    flowOf(
      "Ask a person",
      {
        help: keyword("help"),
        hello: say("A colleague will be with you"),
        people: { type: "handoff", data: { assignTo: "anyone", note: "Wants help" } },
        back: say("The bot is back"),
      },
      ["help.next > hello", "hello.next > people", "people.next > back"],
    ),
  );
});
afterEach(() => stage?.close());

async function write(page: Page, field: string, text: string): Promise<void> {
  await page.getByPlaceholder(field).fill(text);
  await page.keyboard.press("Enter");
}

test.skipIf(!chromium)("two agents share a conversation that the bot handed over", async () => {
  const [visitor, anna, owner] = await Promise.all([
    stage.visit(),
    stage.open("agent"),
    stage.open("owner"),
  ]);
  await anna.goto(`${stage.world.url}/conversations`);
  await visitor.getByText("Say hello to start.").waitFor();
  // Who only opened the chat is nobody's concern yet.
  await anna.getByText("No conversations yet").waitFor();
  await write(visitor, "Write a message…", "help");
  await visitor.getByText("Someone will be with you shortly.").waitFor();

  // She sees live that someone waits.
  await anna.getByRole("radiogroup").getByText("Waiting 1").click();
  await anna
    .getByRole("navigation")
    .getByRole("link", { name: /Live chat.*1/ })
    .waitFor();
  await anna.getByRole("listitem").getByRole("link").click();
  await anna.getByText("This contact waits for a person.").waitFor();
  await owner.goto(anna.url());
  await owner.getByText("Agent Member is looking at this too").waitFor();

  await anna.getByRole("button", { name: "Take over" }).first().click();
  await anna.getByText("Website · You answer").waitFor();
  await owner.getByText("Website · Agent Member answers").waitFor();
  await write(visitor, "Write a message…", "help again");
  await anna.getByRole("log").getByText("help again").waitFor();

  await anna.getByPlaceholder("Write a reply…").pressSequentially("Anna here");
  await owner.getByText("Agent Member is typing…").waitFor();
  await anna.keyboard.press("Enter");
  await visitor.getByRole("log").getByText("Anna here").waitFor();
  await owner
    .getByRole("article")
    .filter({ hasText: "Anna here" })
    .getByRole("img", { name: /Sent|Delivered|Read/ })
    .waitFor();

  await anna.getByText("Private note", { exact: true }).click();
  await write(anna, "Write a note only your team sees…", "Handle with care");
  await owner.getByText("Handle with care").waitFor();

  await anna.getByRole("button", { name: "Hand back to the bot" }).click();
  await visitor.getByRole("log").getByText("The bot is back").waitFor();
  expect(await visitor.locator(".row").allInnerTexts()).toEqual([
    "You:\nhelp",
    "Website:\nA colleague will be with you",
    "You:\nhelp again",
    expect.stringContaining("Anna here"),
    "Website:\nThe bot is back",
  ]);

  await owner.getByRole("button", { name: "More actions" }).click();
  await owner.getByRole("menuitem", { name: "Assign to me" }).click();
  await anna.getByText("Assigned to Olivia Owner").waitFor();
  await owner.getByRole("button", { name: "More actions" }).click();
  await owner.getByRole("menuitem", { name: "Nobody" }).click();
  await anna.getByText("Nobody is assigned any more").waitFor();
  await owner.getByRole("button", { name: "Resolve", exact: true }).click();
  await anna.getByText("Olivia Owner marked this as resolved").waitFor();
  await anna.getByRole("button", { name: "Reopen" }).waitFor();
  expect(stage.complaints).toEqual([]);
});

test.skipIf(!chromium)(
  "of two agents who take over at once one answers, and the other is told",
  async () => {
    const [visitor, anna, owner] = await Promise.all([
      stage.visit(),
      stage.open("agent"),
      stage.open("owner"),
    ]);
    await visitor.getByText("Say hello to start.").waitFor();
    await write(visitor, "Write a message…", "help");
    await visitor.getByText("A colleague will be with you").waitFor();
    const pages = [anna, owner];
    await Promise.all(
      pages.map(async (page) => {
        await page.goto(`${stage.world.url}/conversations`);
        await page.getByRole("listitem").getByRole("link").click();
        await page.getByText("This contact waits for a person.").waitFor();
      }),
    );
    await Promise.all(
      pages.map((page) => page.getByRole("button", { name: "Take over" }).first().click()),
    );
    await expect
      .poll(async () =>
        (await Promise.all(pages.map((it) => it.getByText("You answer").count()))).sort(),
      )
      .toEqual([0, 1]);
    const annaHasIt = (await anna.getByText("You answer").count()) === 1;
    const [winner, loser, name] = annaHasIt
      ? [anna, owner, "Agent Member"]
      : [owner, anna, "Olivia Owner"];
    await loser
      .getByText(`${name} answers this conversation. Take over to write yourself.`)
      .waitFor();
    expect(await loser.getByPlaceholder("Write a reply…").count()).toBe(0);

    // One's own replies show how they fare, without a reload.
    for (const text of ["One", "Two", "Three", "Four", "Five"]) {
      await write(winner, "Write a reply…", text);
    }
    await visitor.getByRole("log").getByText("Five").waitFor();
    const marks = winner.getByRole("article").getByRole("img", { name: /^(Sent|Delivered|Read)$/ });
    await expect.poll(() => marks.count()).toBe(6);
    expect(await winner.getByRole("img", { name: "Waiting to be sent" }).count()).toBe(0);

    await loser.getByRole("button", { name: `Take over from ${name}` }).click();
    await loser.getByText("You answer").waitFor();
    await winner.getByText(/answers this conversation\. Take over to write yourself\./).waitFor();

    // The contact opens from the conversation, is edited in place, and is called so everywhere.
    await loser.getByRole("link", { name: "Open the contact's page" }).click();
    await loser.getByRole("link", { name: "All contacts" }).waitFor();
    await loser.getByLabel("Name", { exact: true }).fill("Kim Park");
    await loser.getByLabel("Name", { exact: true }).press("Enter");
    await loser.getByRole("heading", { name: "Kim Park" }).waitFor();
    await winner.getByRole("heading", { name: "Kim Park" }).waitFor();
    await loser
      .getByRole("main")
      .getByRole("link", { name: /^Website/ })
      .click();
    await loser.getByRole("heading", { name: "Kim Park" }).waitFor();
  },
);
