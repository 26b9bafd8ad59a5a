import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MailDouble, startMailDouble } from "../doubles/email.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";

let world: World;
let double: MailDouble;
let server: ServerProcess | undefined;

beforeAll(async () => {
  world = await startWorld();
  double = await startMailDouble();
  const flow = flowOf("Hi", { hi: keyword("hi"), hello: say("Hello") }, ["hi.next > hello"]);
  await publish(world, flow);
  const body = { type: "email", name: "Our mailbox", settings: { ...double.settings } };
  await world.call(routes.channels.connectChannel, { body });
  await world.stop();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await double.close();
});

function mailFrom(person: string): string {
  return [
    `From: ${person}@example.net`,
    "To: shop@example.org",
    "Subject: Hi",
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${person}@example.net>`,
    "",
    "hi",
  ].join("\r\n");
}

test("answers each mail once, however often the server is killed meanwhile", async () => {
  const people: string[] = [];
  for (const [round, aliveMs] of [2_500, 1_000].entries()) {
    server = await startProcess(world);
    for (const letter of ["a", "b", "c"]) {
      people.push(`${letter}${round}`);
      double.imap.deliver(mailFrom(`${letter}${round}`));
      await sleep(aliveMs / 6);
    }
    // The answer to one of them is lost together with the server.
    double.fail({ at: "lost", taken: true });
    await sleep(aliveMs / 2);
    await server.kill("SIGKILL");
  }
  server = await startProcess(world);
  const answered = () => double.shown.map((it) => it.to[0]?.split("@")[0]).sort();
  await until(() => answered().length >= people.length, 90_000);
  await sleep(2_000);
  expect(answered()).toEqual([...people].sort());
  expect(double.refusals).toEqual([]);
}, 300_000);
