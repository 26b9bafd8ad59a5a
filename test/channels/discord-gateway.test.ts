import { afterEach, beforeEach, expect, test } from "vitest";
import { claimSocket, releaseSocket } from "../../server/src/records/socket-store.ts";
import { type DiscordGateway, startDiscordGateway } from "../doubles/discord-gateway.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { channels } = routes;
let world: World;
let gateway: DiscordGateway;
let channelId: string;
let messages = 0;

beforeEach(async () => {
  world = await startWorld();
  gateway = await startDiscordGateway();
  const nodes = { start: keyword("hello"), answer: say("Hello to you") };
  await publish(world, flowOf("Greeting", nodes, ["start.next > answer"]));
  const body = { type: "discord", name: "Our bot", settings: { ...gateway.settings } };
  channelId = (await world.call(channels.connectChannel, { body })).id;
});
afterEach(async () => {
  await world.close();
  await gateway.close();
});

function write(channel: string, content: string): void {
  messages += 1;
  gateway.dispatch("MESSAGE_CREATE", {
    id: `14000000000000${String(messages).padStart(5, "0")}`,
    channel_id: channel,
    type: 0,
    content,
    author: { id: "1300000000000000001", username: "ann", global_name: "Ann" },
    attachments: [],
    timestamp: new Date().toISOString(),
  });
}
const answersTo = (channel: string) =>
  gateway.double.sends.filter(({ path }) => path === `/channels/${channel}/messages`);
const connected = () => until(() => gateway.began.length > 0, 15_000);

test("answers what people write in direct messages", async () => {
  await connected();
  write("701", "hello");
  await until(() => answersTo("701").length === 1);
  expect(answersTo("701")).toMatchObject([{ body: { content: "Hello to you" } }]);
  expect(gateway.double.refusals).toEqual([]);
}, 40_000);

test("goes on after a drop with what was said meanwhile, each message once", async () => {
  await connected();
  write("702", "hello");
  await until(() => answersTo("702").length === 1);
  gateway.drop();
  write("703", "hello");
  await until(() => answersTo("703").length === 1, 20_000);
  expect(gateway.began).toEqual(["identify", "resume"]);
  expect(answersTo("702")).toHaveLength(1);
  expect(answersTo("703")).toHaveLength(1);
  expect(gateway.open()).toBe(1);
}, 60_000);

test("goes on in the next process with what was said while none was there", async () => {
  await connected();
  write("704", "hello");
  await until(() => answersTo("704").length === 1);
  await world.stop();
  expect(gateway.open()).toBe(0);
  write("705", "hello");
  await world.restart();
  await until(() => answersTo("705").length === 1, 20_000);
  expect(gateway.began).toEqual(["identify", "resume"]);
  expect(answersTo("704")).toHaveLength(1);
}, 60_000);

test("begins anew when Discord has forgotten the session", async () => {
  await connected();
  gateway.behave({ forgets: true });
  gateway.drop(4000);
  await until(() => gateway.began.length === 3, 20_000);
  expect(gateway.began).toEqual(["identify", "resume", "identify"]);
  write("706", "hello");
  await until(() => answersTo("706").length === 1);
}, 60_000);

test("sends beats, and leaves a connection that does not answer them", async () => {
  gateway.behave({ beatEvery: 1_000 });
  await connected();
  gateway.drop();
  await until(() => gateway.beats() > 1, 20_000);
  expect(gateway.open()).toBe(1);
  gateway.behave({ beatEvery: 1_000, mute: true });
  const before = gateway.began.length;
  await until(() => gateway.began.length > before, 20_000);
  expect(gateway.began.at(-1)).toBe("resume");
}, 90_000);

test("tells members when Discord refuses the token, and does not try again", async () => {
  await connected();
  gateway.behave({ refuses: 4004 });
  gateway.drop(4000);
  const params = { channelId };
  const read = () => world.call(channels.readChannel, { params });
  await until(async () => (await read()).status === "needsReconnecting", 20_000);
  expect((await read()).problem?.message).toContain("token");
  await until(() => gateway.open() === 0);
  const began = gateway.began.length;
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(gateway.began).toHaveLength(began);
}, 60_000);

test("closes the connection of a channel that is paused, and opens it again afterwards", async () => {
  await connected();
  const params = { channelId };
  await world.call(channels.updateChannel, { params, body: { paused: true } });
  await until(() => gateway.open() === 0, 20_000);
  await world.call(channels.updateChannel, { params, body: { paused: false } });
  await until(() => gateway.began.length > 1, 20_000);
  expect(gateway.began).toEqual(["identify", "resume"]);
  expect(gateway.open()).toBe(1);
}, 60_000);

test("lets one process at a time hold a connection", async () => {
  await world.call(channels.updateChannel, { params: { channelId }, body: { paused: true } });
  const { context } = world.server;
  const { workspaceId } = world;
  const account = { id: channelId, workspaceId };
  // The server lets go of it at its next look.
  await until(
    async () => (await claimSocket(context, account, "a", context.now() + 60_000)) !== undefined,
    20_000,
  );
  expect(await claimSocket(context, account, "b", context.now() + 60_000)).toBeUndefined();
  const memory = { sessionId: "s1", seq: 7 };
  await claimSocket(context, account, "a", context.now() + 60_000, memory);
  world.advance(61_000);
  expect(await claimSocket(context, account, "b", context.now() + 60_000)).toEqual({ memory });
  await releaseSocket(context, account, "a", undefined);
  expect(await claimSocket(context, account, "a", context.now() + 60_000)).toBeUndefined();
  await releaseSocket(context, account, "b", memory);
  expect(await claimSocket(context, account, "a", context.now() + 60_000)).toEqual({ memory });
}, 60_000);
