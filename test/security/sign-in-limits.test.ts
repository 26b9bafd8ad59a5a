import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readTrustedProxies } from "../../server/src/context/trusted-proxies.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const { accounts } = routes;
let world: World;
beforeAll(async () => {
  world = await startWorld({ trustProxy: readTrustedProxies("loopback") });
});
afterAll(() => world.close());

let addresses = 0;
const somewhere = (): string => `203.0.113.${++addresses}`;

async function post(path: string, body: unknown, from: string): Promise<number> {
  const response = await world.fetch(`/api/v1${path}`, {
    as: "nobody",
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": from },
    body: JSON.stringify(body),
  });
  return response.status;
}

const email = "owner@example.test";
const right = { email, password: "correct horse battery" };

test("wrong passwords from elsewhere never lock the right owner out", async () => {
  await world.cookie("owner");
  for (let at = 0; at < 24; at++) {
    expect(await post("/session", { email, password: "wrong" }, somewhere())).toBe(401);
  }
  expect(await post("/session", right, somewhere())).toBe(200);
});

test("wrong passwords from one address end there, also under made-up addresses", async () => {
  const from = somewhere();
  const statuses: number[] = [];
  for (let at = 0; at < 12; at++) {
    const made = `198.51.100.${at}, ${from}`;
    statuses.push(await post("/session", { email: "x@example.test", password: "wrong" }, made));
  }
  expect(statuses.at(-1)).toBe(429);
});

test("wrong tokens do not keep others from joining", async () => {
  for (const path of ["/invitations/accept", "/setup"]) {
    const wrong = {
      token: "x".repeat(43),
      name: "Nobody",
      email,
      password: "unrelated words like teapots",
      workspace: "None",
    };
    const { email: _, workspace: _w, ...accept } = wrong;
    const body = path === "/setup" ? wrong : accept;
    const from = somewhere();
    const statuses: number[] = [];
    for (let at = 0; at < 12; at++) {
      statuses.push(await post(path, body, from));
    }
    expect(statuses[0]).toBe(403);
    expect(statuses.at(-1)).toBe(429);
  }
  const invited = { email: "late@example.test", role: "agent" as const };
  const { link } = await world.call(accounts.invite, { body: invited });
  const token = new URL(link).searchParams.get("token");
  const joining = { token, name: "Late", password: "unrelated words like teapots" };
  expect(await post("/invitations/accept", joining, somewhere())).toBe(200);
});

describe("passwords that are easy to guess are refused", () => {
  test.each([
    "aaaaaaaaaa",
    "1234567890",
    "password12",
    "          ",
    "editor@example.test",
    "qwertyuiop",
    "P@ssw0rd2024",
    "iloveyou12",
    "Summer2024!",
    "chatloom123",
  ])("%j", async (next) => {
    const refused = await world.refusal(accounts.updateMe, {
      // The owner's password is checked with a pause by now.
      as: "editor",
      body: { password: { current: right.password, next } },
    });
    expect(refused).toMatchObject({ status: 400, code: "password.weak" });
    expect(refused.detail).toContain("easy to guess");
  });

  test("not those of a few unrelated words", async () => {
    const body = { password: { current: right.password, next: "teapots gallop northwards" } };
    await world.call(accounts.updateMe, { body });
  });
});

test("metrics are for programs on this machine, or with the token", async () => {
  expect((await world.fetch("/metrics", { as: "nobody" })).status).toBe(200);
  const forwarded = { "x-forwarded-for": somewhere() };
  const outside = await world.fetch("/metrics", { as: "nobody", headers: forwarded });
  expect(outside.status).toBe(401);
  const guarded = await startWorld({ metricsToken: "0123456789abcdef" });
  const status = async (authorization?: string) =>
    (
      await guarded.fetch("/metrics", {
        as: "nobody",
        headers: { ...(authorization && { authorization }) },
      })
    ).status;
  expect(await status()).toBe(401);
  expect(await status("Bearer 0123456789abcdeX")).toBe(401);
  expect(await status("Bearer 0123456789abcdef")).toBe(200);
  await guarded.close();
});
