import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect } from "../turns/connect-double.ts";

let world: World;
let whatsapp: Double;
let webhook: string;
beforeAll(async () => {
  world = await startWorld();
  whatsapp = await startDouble("whatsapp");
  webhook = await connect(world, whatsapp);
});
afterAll(async () => {
  await world.close();
  await whatsapp.close();
});

const params = () => ({ channelId: webhook.split("/").at(-1) ?? "" });
const standing = async () =>
  (await world.call(routes.channels.readChannel, { params: params() })).health.standing;
const tell = (field: string, value: object) =>
  whatsapp.deliver(webhook, {
    kind: "raw",
    body: {
      object: "whatsapp_business_account",
      entry: [{ id: "102290129340398", time: 1_790_000_000, changes: [{ field, value }] }],
    },
  });

test("checking the credentials tells quality and messaging limit", async () => {
  expect(await standing()).toBeUndefined();
  await world.call(routes.channels.checkChannel, { params: params() });
  expect(await standing()).toEqual({ quality: "high", dailyLimit: 2_000, restriction: "" });
});

test.each([
  ["business_capability_update", { max_daily_conversations_per_business: 10_000 }, 10_000],
  ["business_capability_update", { max_daily_conversations_per_business: "TIER_100K" }, 100_000],
  ["phone_number_quality_update", { event: "ONBOARDING", current_limit: "TIER_2K" }, 2_000],
  ["business_capability_update", { max_daily_conversations_per_business: -1 }, "unlimited"],
  ["business_capability_update", { max_daily_conversations_per_business: "SOON" }, "unlimited"],
])("%s %o changes the limit to %s", async (field, value, limit) => {
  expect(await tell(field, value)).toBe(200);
  expect(await standing()).toMatchObject({ quality: "high", dailyLimit: limit });
});

test("a restriction is shown, alerts once, and ends", async () => {
  const restricted = {
    event: "ACCOUNT_RESTRICTION",
    restriction_info: [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING" }],
  };
  await tell("account_update", restricted);
  await tell("account_update", restricted);
  expect((await standing())?.restriction).toContain("RESTRICTED_BIZ_INITIATED_MESSAGING");
  const { items } = await world.call(routes.operations.listAlerts);
  expect(items.filter((it) => it.code === "channel.restricted")).toMatchObject([{ count: 1 }]);
  await tell("account_update", { event: "PARTNER_ADDED" });
  expect((await standing())?.restriction).not.toBe("");
  await tell("account_update", {
    event: "DISABLED_UPDATE",
    ban_info: { waba_ban_state: "REINSTATE" },
  });
  expect((await standing())?.restriction).toBe("");
});

test("LINE's plan shows how many messages are used, and a used-up one alerts once", async () => {
  const line = await startDouble("line");
  const url = await connect(world, line);
  const own = { channelId: url.split("/").at(-1) ?? "" };
  const quota = async () => {
    await world.call(routes.channels.checkChannel, { params: own });
    const { health } = await world.call(routes.channels.readChannel, { params: own });
    return health.standing?.quota;
  };
  expect(await quota()).toEqual({ limit: 200, used: 0 });
  const push = (index: number) =>
    fetch(`${line.url}/v2/bot/message/push`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${line.settings.channelAccessToken}`,
        "x-line-retry-key": `123e4567-e89b-12d3-a456-${String(index).padStart(12, "0")}`,
      },
      body: JSON.stringify({
        to: "U4af4980629aabbccddeeff0011223344",
        messages: [{ type: "text", text: `Hello ${index}` }],
      }),
    });
  const statuses = new Set<number>();
  for (let index = 0; index < 200; index++) {
    statuses.add((await push(index)).status);
  }
  expect([...statuses]).toEqual([200]);
  expect((await push(200)).status).toBe(429);
  expect(await quota()).toEqual({ limit: 200, used: 200 });
  await quota();
  const { items } = await world.call(routes.operations.listAlerts);
  expect(items.filter((it) => it.code === "channel.quota")).toMatchObject([{ count: 1 }]);
  await line.close();
});
