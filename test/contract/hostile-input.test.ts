import type { Route } from "@chatloom/api-schema";
import { declaredRoutes } from "@chatloom/server";
import type { TSchema } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstContact } from "../security/first-contact.ts";
import { startWorld, type World } from "../support/world.ts";
import { hostileVariants, sampleOf } from "./json-samples.ts";

/** Routes that would end what the others need. */
const last = new Set(["DELETE /session", "DELETE /members/:memberId", "PATCH /members/:memberId"]);

let world: World;
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await startWorld();
  const contactId = await firstContact(world);
  const list = async (path: string) => {
    const response = await world.fetch(`/api/v1${path}`);
    const { items } = (await response.json()) as { items: { id: string }[] };
    return items[0]?.id ?? "0".repeat(24);
  };
  ids = {
    contactId,
    conversationId: await list("/conversations"),
    channelId: await list("/channels"),
    memberId: await list("/members"),
  };
});
afterAll(() => world.close());

const named = declaredRoutes
  .map((route) => ({ name: `${route.method.toUpperCase()} ${route.path}`, route }))
  .sort((a, b) => Number(last.has(a.name)) - Number(last.has(b.name)));

function pathOf({ path }: Route, fill: (name: string) => string): string {
  return path.replace(/:([A-Za-z]+)/g, (_all, name: string) => encodeURIComponent(fill(name)));
}

async function expectNoBug(route: Route, path: string, body?: string): Promise<void> {
  const response = await world.fetch(`/api/v1${path}`, {
    method: route.method.toUpperCase(),
    ...(body !== undefined && { body, headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  expect(response.status, `${path} ${body?.slice(0, 300)}: ${text.slice(0, 300)}`).toBeLessThan(
    500,
  );
}

describe("no input makes an internal error", () => {
  test.each(named)(
    "$name",
    async ({ route }) => {
      const known = (name: string): string =>
        ids[name] ?? (name === "version" ? "1" : "0".repeat(24));
      const bodies: (string | undefined)[] = [undefined];
      if (route.body) {
        for (let seed = 1; seed <= 3; seed++) {
          const body = sampleOf(route.body as TSchema, seed, ids);
          bodies.push(JSON.stringify(body), ...hostileVariants(body, seed));
        }
      }
      for (const body of bodies) {
        await expectNoBug(route, pathOf(route, known), body);
      }
      if (!route.query) {
        return;
      }
      for (const name of Object.keys((route.query as { properties: object }).properties)) {
        for (const text of [
          "",
          "\0",
          "$where",
          "[",
          "(a+)+$",
          "-1",
          "1e9",
          "%",
          "😀".repeat(100),
        ]) {
          const query = `?${name}=${encodeURIComponent(text)}`;
          await expectNoBug(route, `${pathOf(route, known)}${query}`);
        }
      }
    },
    120_000,
  );

  test("and the server still answers", async () => {
    expect((await world.fetch("/readyz")).status).toBe(200);
  });
});
