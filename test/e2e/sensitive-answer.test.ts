import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../turns/connect-double.ts";
import { openVisitor, textsOf } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  if (chromium) {
    stage = await openStage();
  }
});
afterAll(async () => {
  await stage?.close();
});

test.runIf(chromium)(
  "an owner sees dots in the thread, and the answer on demand",
  async () => {
    await publish(
      stage.world,
      flowOf(
        "Pay",
        {
          pay: keyword("pay"),
          ask: {
            type: "ask",
            data: {
              text: "Card?",
              expect: "text",
              saveTo: "card",
              sensitive: true,
              attempts: 1,
            },
          },
          thanks: say("Thanks, {{ card }}"),
        },
        ["pay.next > ask", "ask.next > thanks"],
      ),
    );
    const visitor = await openVisitor(stage.world);
    await visitor.say("pay");
    await until(() => textsOf(visitor).includes("Card?"), 20_000);
    await visitor.say("4111-2222");
    await until(() => textsOf(visitor).includes("Thanks, ••••••"), 20_000);
    visitor.close();

    const page = await stage.open("owner");
    await page.goto(`${stage.world.url}/conversations`);
    await page.getByText("Thanks, ••••••").first().click();
    const thread = page.locator("article", { hasText: "Sensitive answer" });
    await thread.waitFor();
    expect(await page.getByText("4111-2222").count()).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    await thread.getByRole("button", { name: /^Show the sensitive answer/ }).click();
    await thread.getByText("4111-2222").waitFor();
    await thread.getByRole("button", { name: "Hide" }).click();
    await page.getByText("4111-2222").waitFor({ state: "hidden" });
    expect(stage.complaints).toEqual([]);
  },
  120_000,
);
