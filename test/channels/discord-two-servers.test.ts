import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { startServer } from "@chatloom/server";
import { pino } from "pino";
import { expect, test } from "vitest";
import { startDiscordGateway } from "../doubles/discord-gateway.ts";
import { routes, startWorld, testConfig } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

test("two servers share one connection, and the other goes on when its holder stops", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "chatloom-gateway-"));
  const store = await startEmbeddedMongo({ dataDir });
  const world = await startWorld({ mongodbUri: store.uri });
  const config = { ...testConfig(dataDir), mongodbUri: store.uri, publicUrl: world.url };
  const other = await startServer({ config, log: pino({ level: "fatal" }) });
  const gateway = await startDiscordGateway();
  const nodes = { start: keyword("hello"), answer: say("Hello to you") };
  await publish(world, flowOf("Greeting", nodes, ["start.next > answer"]));
  const settings = { ...gateway.settings };
  await world.call(routes.channels.connectChannel, {
    body: { type: "discord", name: "Our bot", settings },
  });
  const write = (id: string, channel_id: string) =>
    gateway.dispatch("MESSAGE_CREATE", {
      id,
      channel_id,
      type: 0,
      content: "hello",
      author: { id: "1300000000000000001", username: "ann" },
    });
  const answersTo = (channel: string) =>
    gateway.double.sends.filter(({ path }) => path === `/channels/${channel}/messages`);

  await until(() => gateway.began.length > 0, 15_000);
  // Long enough for both to have looked.
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  expect(gateway.began).toEqual(["identify"]);
  expect(gateway.open()).toBe(1);
  write("1400000000000000001", "801");
  await until(() => answersTo("801").length === 1);

  // Whoever holds it: one of them stops, and then only the other is there.
  await world.stop();
  write("1400000000000000002", "802");
  await until(() => answersTo("802").length === 1, 30_000);
  expect(gateway.open()).toBe(1);
  expect(gateway.began.filter((it) => it === "identify")).toHaveLength(1);
  expect(answersTo("801")).toHaveLength(1);

  await other.close();
  expect(gateway.open()).toBe(0);
  await world.close();
  await gateway.close();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
}, 90_000);
