import { generate } from "otplib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.cookie("agent");
});
afterAll(() => world.close());

const { accounts, audit, teams } = routes;
const password = "correct horse battery";
let skipped = 0;

/** The app's code now; each call waits for the next time step, as no code works twice. */
async function codeFrom(secret: string): Promise<string> {
  world.advance(31_000);
  skipped += 31_000;
  return generate({ secret, epoch: Math.floor((Date.now() + skipped) / 1_000) });
}

async function signIn(email: string, body: object = {}) {
  const response = await world.fetch("/api/v1/session", {
    as: "nobody",
    method: "POST",
    body: JSON.stringify({ email, password, ...body }),
    headers: { "content-type": "application/json" },
  });
  const [cookie = ""] = (response.headers.get("set-cookie") ?? "").split(";");
  const answered = (await response.json()) as { code?: string; secondFactorNeeded?: boolean };
  return { status: response.status, cookie, answered };
}

async function act(cookie: string, method: string, path: string, body?: object) {
  const response = await world.fetch(`/api/v1${path}`, {
    as: "nobody",
    method,
    headers: { cookie, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    answered: (await response.json()) as Record<string, unknown> & { code?: string },
  };
}

describe("a second factor", () => {
  const email = "agent@example.test";
  let secret = "";
  let recoveryCodes: string[] = [];

  test("is turned on with the password and the app's first code", async () => {
    const begun = await world.call(accounts.beginSecondFactor, { as: "agent", body: { password } });
    secret = begun.secret;
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\/Chatloom.*agent/);
    const wrong = await world.refusal(accounts.confirmSecondFactor, {
      as: "agent",
      body: { code: "000000" },
    });
    expect(wrong.code).toBe("session.wrong-code");
    expect((await signIn(email)).status).toBe(200);
    const done = await world.call(accounts.confirmSecondFactor, {
      as: "agent",
      body: { code: await codeFrom(secret) },
    });
    recoveryCodes = done.recoveryCodes;
    expect(new Set(recoveryCodes).size).toBe(10);
    const { connection } = world.server.context;
    const raw = JSON.stringify(await connection.collection("accounts").find({}).toArray());
    expect(raw).not.toContain(secret);
    expect(recoveryCodes.some((it) => raw.includes(it))).toBe(false);
  });

  test("is asked for at sign-in, and no code works twice", async () => {
    expect((await signIn(email)).answered.code).toBe("session.code-needed");
    expect((await signIn(email, { code: "123456" })).answered.code).toBe("session.wrong-code");
    const code = await codeFrom(secret);
    const both = await Promise.all([signIn(email, { code }), signIn(email, { code })]);
    expect(both.map((it) => it.status).sort()).toEqual([200, 403]);
    expect((await signIn(email, { code, password: "wrong" })).answered.code).toBe(
      "session.wrong-credentials",
    );
  });

  test("has recovery codes that work once, and can be replaced", async () => {
    const [first = "", second = ""] = recoveryCodes;
    const { status, cookie } = await signIn(email, { code: first.toUpperCase() });
    expect(status).toBe(200);
    expect((await signIn(email, { code: first })).answered.code).toBe("session.wrong-code");
    const renewed = await act(cookie, "POST", "/session/recovery-codes", {
      code: await codeFrom(secret),
    });
    expect(renewed.status).toBe(200);
    expect((await signIn(email, { code: second })).answered.code).toBe("session.wrong-code");
  });

  test("is guessed only a few times", async () => {
    const tries = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      tries.push((await signIn(email, { code: "111111" })).answered.code);
    }
    expect(tries).toContain("session.too-many-attempts");
    world.advance(16 * 60_000);
    skipped += 16 * 60_000;
  });

  test("is reset by an owner only, which ends the member's sessions", async () => {
    const members = (await world.call(accounts.listMembers)).items;
    const agent = members.find((it) => it.email === email);
    expect(agent?.secondFactor).toBe(true);
    const params = { memberId: agent?.id ?? "" };
    expect((await world.refusal(accounts.resetSecondFactor, { as: "admin", params })).status).toBe(
      403,
    );
    await world.call(accounts.resetSecondFactor, { params });
    expect((await world.refusal(accounts.listMembers, { as: "agent" })).status).toBe(401);
    const [entry] = (await world.call(audit.listAudit, { query: { kind: "member" } })).items;
    expect(entry).toMatchObject({ action: "member.twoFactorReset", object: { id: agent?.id } });
  });
});

test("a workspace can demand it: until then a session may only set it up", async () => {
  const email = "editor@example.test";
  await world.cookie("editor");
  const { secret } = await world.call(accounts.beginSecondFactor, { body: { password } });
  await world.call(accounts.confirmSecondFactor, { body: { code: await codeFrom(secret) } });
  await world.call(accounts.updateWorkspace, { body: { requireSecondFactor: true } });
  const [entry] = (await world.call(audit.listAudit, { query: { kind: "workspace" } })).items;
  expect(entry?.changes).toEqual([{ field: "security.twoFactor", after: "true" }]);
  expect((await world.refusal(teams.listTeams, { as: "editor" })).code).toBe(
    "session.second-factor-needed",
  );
  const { cookie, answered } = await signIn(email);
  expect(answered.secondFactorNeeded).toBe(true);
  expect((await act(cookie, "GET", "/session")).answered.code).toBe("session.second-factor-needed");
  const begun = await act(cookie, "POST", "/session/second-factor", { password });
  const code = await codeFrom(String(begun.answered.secret));
  expect((await act(cookie, "PUT", "/session/second-factor", { code })).status).toBe(200);
  expect((await act(cookie, "GET", "/teams")).status).toBe(200);
  expect((await world.call(teams.listTeams, { as: "editor" })).items).toEqual([]);
  await world.call(accounts.updateWorkspace, { body: { requireSecondFactor: false } });
});

test("all other sessions are ended at once", async () => {
  await world.cookie("viewer");
  const first = await signIn("viewer@example.test");
  const second = await signIn("viewer@example.test");
  expect((await act(first.cookie, "DELETE", "/sessions")).status).toBe(200);
  expect((await act(first.cookie, "GET", "/session")).status).toBe(200);
  expect((await act(second.cookie, "GET", "/session")).status).toBe(401);
});

test("a forgotten password is set anew by a link that an owner makes, once", async () => {
  const viewer = (await world.call(accounts.listMembers)).items.find((it) => it.role === "viewer");
  const params = { memberId: viewer?.id ?? "" };
  const { link } = await world.call(accounts.makePasswordLink, { params });
  const token = new URL(link).searchParams.get("token") ?? "";
  const next = "seven purple umbrellas";
  const reset = (password: string) => ({ as: "nobody", body: { token, password } }) as const;
  expect((await world.refusal(accounts.resetPassword, reset("viewer@example.test"))).code).toBe(
    "password.weak",
  );
  await world.call(accounts.resetPassword, reset(next));
  expect((await world.refusal(accounts.resetPassword, reset(next))).code).toBe(
    "session.link-invalid",
  );
  expect((await signIn("viewer@example.test")).status).toBe(401);
  expect((await signIn("viewer@example.test", { password: next })).status).toBe(200);
  const asked = await world.call(accounts.askPasswordLink, {
    as: "nobody",
    body: { email: "viewer@example.test" },
  });
  expect(asked).toEqual({ mailed: false });
  const text = JSON.stringify((await world.call(audit.listAudit, { query: {} })).items);
  expect(text).toContain("account.passwordReset");
  expect(text).not.toContain(token);
});
