import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Platform, platforms } from "../../server/src/platforms/platform.ts";
import { sampleSettings } from "../contract/channel-samples.ts";
import { sampleCrmSettings } from "../contract/crm-samples.ts";
import { sampleDeskSettings } from "../contract/desk-samples.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const samples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ...sampleSettings,
  ...sampleDeskSettings,
  ...sampleCrmSettings,
};
const unsigned = platforms.filter((it) => it.signs).map((it) => it.type);
const fixture = new URL("../../server/src/desks/chatwoot/fixtures/", import.meta.url);
const { body: message } = JSON.parse(readFileSync(new URL("agent-message.json", fixture), "utf8"));

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const post = async (address: string, body: unknown = {}) => {
  const headers = { "content-type": "application/json" };
  const reply = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  await reply.text();
  return reply.status;
};

test("every platform that can be connected without a signature has a token in its address", () => {
  expect(unsigned).toEqual(["chatwoot-bot", "chatwoot", "zendesk", "intercom", "hubspot"]);
  for (const platform of platforms.filter((it) => it.type in samples)) {
    const request = { method: "POST", url: "/", query: {}, headers: {}, body: Buffer.from("{}") };
    const bare = withoutOptional(platform);
    expect([platform.type, platform.verify(request, bare, Date.now())]).toEqual([
      platform.type,
      false,
    ]);
    expect(platform.signs?.(bare) ?? true).toBe(!unsigned.includes(platform.type));
  }
});

describe.each(unsigned)("%s without a secret", (type) => {
  const platform = platforms.find((it) => it.type === type) as Platform;
  const connect = () =>
    world.call(routes.channels.connectChannel, {
      body: { type, name: type, settings: withoutOptional(platform) },
    });

  test("takes only requests whose address carries its token, and stores nothing else", async () => {
    const { id: channelId, webhookUrl } = await connect();
    const params = { channelId };
    const address = webhookUrl.split("?")[0] ?? "";
    const token = new URL(webhookUrl).searchParams.get("token") ?? "";
    expect(token.length).toBeGreaterThanOrEqual(43);
    const wrong = ["", "?token=", "?token=x", `?token=${token}x`, `?token=${token.slice(1)}`];
    for (const query of wrong) {
      expect([query, await post(address + query, message)]).toEqual([query, 401]);
    }
    const places = [address, ...(platform.otherPaths ?? []).map((path) => world.url + path)];
    for (const place of places) {
      expect(await post(place, message)).toBe(401);
    }
    const { entries } = await world.call(routes.channels.readChannelTraffic, { params });
    expect(entries.every((it) => !it.ok)).toBe(true);
    for (const place of places) {
      expect(await post(`${place}?token=${token}`)).toBe(200);
    }
    // Members who may not change channels do not see it.
    const seen = await world.call(routes.channels.readChannel, { as: "viewer", params });
    expect(seen.webhookUrl).toBe(address);

    const secret = secretOf(platform);
    const settings = { [secret]: "a secret" };
    await world.call(routes.channels.updateChannel, { params, body: { settings } });
    expect(await post(webhookUrl)).toBe(401);
    await world.call(routes.channels.disconnectChannel, { params });
    expect(await post(webhookUrl)).toBe(404);
  });
});

test("the token of one connection opens no other", async () => {
  const platform = platforms.find((it) => it.type === "zendesk") as Platform;
  const body = { type: "zendesk", name: "One", settings: withoutOptional(platform) };
  const one = await world.call(routes.channels.connectChannel, { body });
  const other = await world.call(routes.channels.connectChannel, { body });
  const { search } = new URL(one.webhookUrl);
  expect(await post(new URL(other.webhookUrl).href.split("?")[0] + search)).toBe(401);
  expect(await post(one.webhookUrl)).toBe(200);
});

/** The sample settings of a platform without those that may be left out. HubSpot needs a token where no account is connected. */
function withoutOptional({ type, settings }: Platform): Record<string, unknown> {
  const required = new Set([...(settings.required ?? []), "accessToken"]);
  return Object.fromEntries(Object.entries(samples[type] ?? {}).filter(([it]) => required.has(it)));
}

function secretOf({ settings }: Platform): string {
  const found = Object.keys(settings.properties).find(
    (it) => /(webhook|signing|client)Secret$/.test(it) && !settings.required?.includes(it),
  );
  return found ?? "";
}
