import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskDouble } from "../doubles/desks/desk-double.ts";
import { until } from "../turns/connect-double.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";
import { type BridgeStage, quiet, spokenLines, startBridgeStage } from "./bridge-stage.ts";

let stage: BridgeStage;
let server: ServerProcess | undefined;
beforeAll(async () => {
  stage = await startBridgeStage();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await stage.close();
});
const texts = (desk: DeskDouble, id: string) => spokenLines(desk, id).map((it) => it.text);

test("a bridge carries each message once and in order, wherever the server is killed", async () => {
  const { world, chatwoot, zendesk, told, begin } = stage;
  const { conversation, ticket } = await begin("Dan", "Zero");
  await world.stop();
  server = await startProcess(world);
  zendesk.slow(200);
  const words = ["One", "Two", "Three"];
  for (const word of words) {
    await told.chatwoot(chatwoot.customer.writes(conversation, word));
  }
  await new Promise((resolve) => setTimeout(resolve, 250));
  await server.kill("SIGKILL");
  server = await startProcess(world);
  await until(() => texts(zendesk, ticket).includes("Three"), 30_000);
  zendesk.slow(0);
  await quiet();
  expect(texts(zendesk, ticket)).toEqual(["Zero", ...words]);
  expect(texts(chatwoot, conversation)).toEqual(["Zero", ...words]);
}, 60_000);
