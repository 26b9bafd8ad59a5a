import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type OidcDouble, startOidcDouble } from "../doubles/oidc.ts";
import { routes, startWorld, type World } from "../support/world.ts";

let provider: OidcDouble;
let world: World;

beforeAll(async () => {
  provider = await startOidcDouble();
  const roles: [string, string][] = [
    ["support", "agent"],
    ["chat-admins", "admin"],
    ["nights", "custom:Night shift"],
  ];
  world = await startWorld({
    oidc: {
      issuer: provider.issuer,
      clientId: provider.client.id,
      clientSecret: provider.client.secret,
      name: "Example",
      scopes: [],
      groupsClaim: "groups",
      roles: new Map(roles),
      workspaceId: undefined,
      trustEmail: false,
      enforced: true,
    },
  });
});
beforeEach(() => {
  provider.forge = (claims) => claims;
  provider.foreignKey = false;
  provider.refusal = undefined;
  provider.faults.length = 0;
});
afterAll(async () => {
  await world.close();
  provider.close();
});

const cookieOf = (response: Response, name: string) =>
  response.headers
    .getSetCookie()
    .map((it) => it.split(";", 1)[0] ?? "")
    .find((it) => it.startsWith(`${name}=`));

/** Goes the way of a browser: to the provider and back. Gives the last answer of the server. */
async function comeBack(
  change: (callback: URL, cookie: string) => { callback: URL; cookie: string } = (
    callback,
    cookie,
  ) => ({ callback, cookie }),
): Promise<Response> {
  const start = await world.fetch("/sso/start?next=/contacts", { as: "nobody" });
  const there = await fetch(start.headers.get("location") ?? "", { redirect: "manual" });
  const first = new URL(there.headers.get("location") ?? "");
  const { callback, cookie } = change(first, cookieOf(start, "chatloom_sso") ?? "");
  return world.fetch(callback.pathname + callback.search, {
    as: "nobody",
    headers: { cookie },
  });
}

/** Signs a person in; gives who the server takes them for, or why it does not. */
async function signIn(sub: string, claims: Readonly<Record<string, unknown>>) {
  provider.person = { sub, claims };
  const answer = await comeBack();
  const location = answer.headers.get("location") ?? "";
  const cookie = cookieOf(answer, "chatloom_session");
  if (!cookie) {
    return location;
  }
  const me = await world.fetch("/api/v1/session", { as: "nobody", headers: { cookie } });
  const { account, member } = (await me.json()) as {
    account: { email: string };
    member: { role: string };
  };
  return `${account.email} ${member.role} ${location}`;
}

const ann = { email: "Ann@example.org", email_verified: true, name: "Ann" };

test("lets a person in with the highest role of their groups, and follows the groups", async () => {
  const groups = ["support", "chat-admins", "others"];
  expect(await signIn("ann", { ...ann, groups })).toBe("ann@example.org admin /contacts");
  expect(await signIn("ann", { ...ann, groups: ["support"] })).toBe(
    "ann@example.org agent /contacts",
  );
  expect(await signIn("ann", { ...ann, groups: [] })).toBe("/sign-in?sso=role");
  const { items } = await world.call(routes.audit.listAudit, { query: { kind: "session" } });
  expect(items.map((it) => it.changes)).toContainEqual([
    { field: "identityProvider", after: "Example" },
    { field: "role", before: "admin", after: "agent" },
  ]);
  expect(provider.faults).toEqual([]);
});

test("gives a role that the workspace made, and keeps it while a group needs it", async () => {
  const nina = { email: "nina@example.org", email_verified: true, groups: ["nights"] };
  // Nobody has made the role yet.
  expect(await signIn("nina", nina)).toBe("/sign-in?sso=role");
  const { createRole, deleteRole, updateRole, readRoleUse } = routes.roles;
  const body = { name: "Night shift", permissions: ["inbox.answer" as const] };
  const role = await world.call(createRole, { body });
  expect(await signIn("nina", nina)).toBe(`nina@example.org ${role.id} /contacts`);
  // A group whose role allows more wins.
  expect(await signIn("nina", { ...nina, groups: ["nights", "chat-admins"] })).toBe(
    "nina@example.org admin /contacts",
  );
  expect(await signIn("nina", nina)).toBe(`nina@example.org ${role.id} /contacts`);
  const params = { roleId: role.id };
  expect((await world.call(readRoleUse, { params })).groups).toEqual(["nights"]);
  const refused = await world.refusal(deleteRole, { params, query: { moveTo: "viewer" } });
  expect(refused).toMatchObject({
    code: "role.in-configuration",
    details: { groups: "nights" },
  });
  const renamed = { version: role.version, name: "Late shift" };
  expect((await world.refusal(updateRole, { params, body: renamed })).code).toBe(
    "role.in-configuration",
  );
});

test("refuses people without a verified address, a group or an invitation", async () => {
  const groups = ["support"];
  expect(await signIn("b", { groups })).toBe("/sign-in?sso=email");
  const unverified = { email: "bob@example.org", groups };
  expect(await signIn("b", unverified)).toBe("/sign-in?sso=email");
  expect(await signIn("b", { ...unverified, groups: [], email_verified: true })).toBe(
    "/sign-in?sso=role",
  );
  await world.call(routes.accounts.invite, { body: { email: "bob@example.org", role: "viewer" } });
  expect(await signIn("b", { ...unverified, groups: [], email_verified: true })).toBe(
    "bob@example.org viewer /contacts",
  );
});

test("lets support in with the role that it was granted, whatever its groups", async () => {
  const email = "support@example.org";
  await world.call(routes.accounts.grantSupportAccess, {
    body: { email, role: "viewer", hours: 2 },
  });
  const sam = { email, email_verified: true };
  expect(await signIn("sam", { ...sam, groups: [] })).toBe(`${email} viewer /contacts`);
  expect(await signIn("sam", { ...sam, groups: ["chat-admins"] })).toBe(
    `${email} viewer /contacts`,
  );
});

test("links an account by its verified address once, and gives it to nobody else", async () => {
  const { account } = await world.call(routes.accounts.readMe);
  const owner = { email: account.email, email_verified: true, groups: ["support"] };
  expect(await signIn("stranger", { ...owner, email_verified: false })).toBe("/sign-in?sso=email");
  expect(await signIn("owner", owner)).toBe(`${account.email} owner /contacts`);
  expect(await signIn("stranger", owner)).toBe("/sign-in?sso=email");
});

test.each<[string, () => void]>([
  ["another key", () => Object.assign(provider, { foreignKey: true })],
  ["another issuer", () => forge({ iss: "https://other.example" })],
  ["another audience", () => forge({ aud: "someone-else" })],
  ["another nonce", () => forge({ nonce: "a nonce that was not sent" })],
  ["no nonce", () => forge({ nonce: undefined })],
  ["a time that is over", () => forge({ exp: Math.floor(Date.now() / 1_000) - 600 })],
])("refuses an ID token with %s", async (_, spoil) => {
  spoil();
  expect(await signIn("ann", { ...ann, groups: ["support"] })).toBe("/sign-in?sso=invalid");
});

function forge(change: Readonly<Record<string, unknown>>): void {
  provider.forge = (claims) => ({ ...claims, ...change });
}

test("refuses a callback of another browser, with another state, or a second time", async () => {
  provider.person = { sub: "ann", claims: { ...ann, groups: ["support"] } };
  const goal = async (change: Parameters<typeof comeBack>[0]) =>
    (await comeBack(change)).headers.get("location");
  expect(await goal((callback) => ({ callback, cookie: "" }))).toBe("/sign-in?sso=expired");
  const otherState = (callback: URL, cookie: string) => {
    callback.searchParams.set("state", "another-state-of-some-length");
    return { callback, cookie };
  };
  expect(await goal(otherState)).toBe("/sign-in?sso=invalid");
  let used: { callback: URL; cookie: string } | undefined;
  expect(await goal((callback, cookie) => (used = { callback, cookie }))).toBe("/contacts");
  expect(await goal(() => used ?? { callback: new URL(provider.issuer), cookie: "" })).toBe(
    "/sign-in?sso=invalid",
  );
});

test("tells what the provider refused, and leads to no foreign page", async () => {
  provider.refusal = "access_denied";
  expect(await signIn("ann", ann)).toBe("/sign-in?sso=refused");
  provider.refusal = undefined;
  const start = await world.fetch("/sso/start?next=//evil.example", { as: "nobody" });
  const there = await fetch(start.headers.get("location") ?? "", { redirect: "manual" });
  const back = new URL(there.headers.get("location") ?? "");
  provider.person = { sub: "ann", claims: { ...ann, groups: ["support"] } };
  const answer = await world.fetch(back.pathname + back.search, {
    as: "nobody",
    headers: { cookie: cookieOf(start, "chatloom_sso") ?? "" },
  });
  expect(answer.headers.get("location")).toMatch(/^\/(sign-in\?.*)?$/);
});

test("with enforcement only owners use a password", async () => {
  const ways = await world.call(routes.accounts.readSignInWays, { as: "nobody" });
  expect(ways.sso).toEqual({ name: "Example", enforced: true, address: "/sso/start" });
  const invited = await world.call(routes.accounts.invite, {
    body: { email: "new@example.org", role: "agent" },
  });
  const token = new URL(invited.link).searchParams.get("token") ?? "";
  const refused = await world.refusal(routes.accounts.acceptInvitation, {
    as: "nobody",
    body: { token, name: "New", password: "four unrelated teapot words" },
  });
  expect(refused.code).toBe("session.sso-needed");
});
