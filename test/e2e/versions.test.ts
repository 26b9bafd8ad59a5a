import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

const { accounts, flows, flowComparisons } = routes;
let stage: Stage;
let http: Double;
let flowId: string;

const orders = (answer: string) =>
  flowOf("Orders", { start: keyword("order"), answer: say(answer) }, ["start.next > answer"]);

beforeAll(async () => {
  if (!chromium) {
    return;
  }
  stage = await openStage();
  const { world } = stage;
  http = await startDouble("http");
  flowId = await publish(world, orders("It is on its way"));
  const webhook = await connect(world, http);
  await http.deliver(webhook, { kind: "text", from: "ada", name: "Ada", text: "order" });
  await until(() => http.sends.length === 1);
  const params = { flowId };
  const { revision } = await world.call(flows.readFlow, { params });
  const body = { revision, draft: orders("It is coming") };
  await world.call(flows.saveDraft, { params, body });
  // The reports know the conversation within a minute.
  await until(async () => {
    const few = { params, body: { conversations: 10 } } as const;
    await world.call(flowComparisons.readFlowComparison, { params });
    return (await world.call(flowComparisons.startFlowComparison, few)).job.total === 1;
  }, 30_000);
});
afterAll(async () => {
  await stage?.close();
  await http?.close();
});

test.skipIf(!chromium)(
  "a draft is tried on real conversations, approved by somebody else, and given to a share first",
  async () => {
    const { world } = stage;
    await world.call(accounts.updateWorkspace, { body: { requireApproval: true } });
    const editor = await stage.open("editor");
    await editor.goto(`${world.url}/flows/${flowId}`);
    await editor.getByRole("button", { name: "Publish" }).click();
    const dialog = editor.getByRole("dialog");
    await dialog.getByRole("button", { name: "Try on real conversations" }).click();
    await dialog.getByRole("button", { name: "Compare again" }).click();
    await dialog.getByText("1 would be answered differently").waitFor();
    await dialog.getByText("First difference").waitFor();
    await dialog.getByText("It is coming").waitFor();
    expect(await accessibilityViolations(editor)).toEqual([]);
    await editor.keyboard.press("Escape");
    await dialog.getByLabel("What is new?").fill("Shorter");
    await dialog.getByRole("button", { name: "Ask for approval" }).click();
    await dialog.getByText("Waits for approval").waitFor();

    const owner = await stage.open("owner");
    await owner.goto(`${world.url}/flows`);
    await owner.getByText("1 flow waits for your approval").waitFor();
    await owner.getByRole("alert").getByRole("link", { name: "Orders" }).click();
    await owner.getByRole("button", { name: "Publish" }).click();
    await owner.getByRole("button", { name: "Approve" }).click();

    await dialog.getByText("Approved").waitFor();
    await dialog.getByLabel("Give it to a share of new conversations first").check();
    expect(await accessibilityViolations(editor)).toEqual([]);
    await dialog.getByRole("button", { name: "Publish", exact: true }).click();
    await dialog.getByText("The new version answers 10 %").waitFor();
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await editor.getByRole("button", { name: "Versions" }).click();
    const trial = editor.getByRole("region", { name: "Version on trial" });
    await trial.getByText("Version 2 answers 10 % of new conversations").waitFor();
    expect(await accessibilityViolations(editor)).toEqual([]);
    await trial.getByRole("button", { name: "Roll back" }).click();
    await trial.waitFor({ state: "hidden" });
    expect(stage.complaints).toEqual([]);
  },
);
