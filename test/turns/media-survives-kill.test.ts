import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { type MediaHost, onePixel, startMediaHost } from "./media-host.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";

const { conversations } = routes;
let world: World;
let http: Double;
let host: MediaHost;
let webhook: string;
let server: ServerProcess | undefined;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  host = await startMediaHost();
  webhook = await connect(world, http);
  await world.stop();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await http.close();
  await host.close();
});

async function firstOf(name: string) {
  const { items } = await world.call(conversations.listConversations, { query: { search: name } });
  const [conversation] = items;
  if (!conversation) {
    return undefined;
  }
  const params = { conversationId: conversation.id };
  return (await world.call(conversations.listMessages, { params })).items;
}

async function kept(name: string): Promise<boolean> {
  const [message] = (await firstOf(name)) ?? [];
  return message?.content.kind === "image" && message.content.fileId !== undefined;
}

test.each([
  { when: "before the message is heard", afterMs: 700 },
  { when: "after the message is heard", afterMs: 4_000 },
])(
  "a file whose fetching is killed $when is fetched after the restart, once in the thread",
  async ({ afterMs }) => {
    const name = `Killed ${afterMs}`;
    const path = `/killed-${afterMs}.png`;
    const fileId = host.put(path, { bytes: onePixel, afterMs: 30_000 }, { bytes: onePixel });
    server = await startProcess(world);
    await http.deliver(webhook, { kind: "image", from: name, name, fileId });
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    expect(host.asked.get(path)).toBe(1);
    await server.kill("SIGKILL");
    server = await startProcess(world);
    await until(() => kept(name), 25_000);
    expect(host.asked.get(path)).toBe(2);
    expect((await firstOf(name))?.length).toBe(1);
    await server.kill("SIGKILL");
  },
  60_000,
);
