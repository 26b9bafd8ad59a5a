import {
  basePermission,
  permissionsFor,
  permissionsOfBuiltIn,
  type Role,
  type Route,
  roles,
  routes,
} from "@chatloom/api-schema";
import { answeredRoutes, declaredRoutes } from "@chatloom/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type As, startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  for (const role of roles) {
    await world.cookie(role);
  }
});
afterAll(() => world.close());

/** The path with ids that look right and belong to nothing. */
function pathOf(route: Route, filling = "0123456789abcdef01234567"): string {
  const path = route.path.replace(":version", "1").replace(/:[A-Za-z]+/g, filling);
  return `/api/v1${path}`;
}

async function send(route: Route, as: As, body?: string, type = "application/json") {
  const method = route.method.toUpperCase();
  const withBody = body !== undefined && method !== "GET";
  return world.fetch(pathOf(route), {
    as,
    method,
    ...(withBody ? { body, headers: { "content-type": type } } : {}),
  });
}

async function expectProblem(response: Response, status?: number) {
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  const problem = (await response.json()) as { code: string; status: number };
  expect(problem.status).toBe(response.status);
  expect(problem.code).toMatch(/^[a-zA-Z]+(\.[a-zA-Z-]+)?$/);
  expect(JSON.stringify(problem)).not.toMatch(/node_modules|\.ts:|\.js:/);
  if (status !== undefined) {
    expect(response.status).toBe(status);
  }
}

const named = declaredRoutes.map((route) => ({ name: `${route.method} ${route.path}`, route }));
const closed = named.filter(({ route }) => route.access !== "public");
const ranked = closed.filter(({ route }) => route.access !== "account");
const limited = ranked.filter(({ route }) => roleBelow(route) !== undefined);
const reading = named.filter(({ route }) => route.body);

function roleBelow({ access }: Route): Role | undefined {
  const rank = roles.indexOf(access as Role);
  return rank < 0 ? undefined : roles[rank + 1];
}

test("somebody answers every declared route", () => {
  const missing = named.filter(({ route }) => !answeredRoutes().has(route));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

describe("strangers", () => {
  test.each(closed)("are refused: $name", async ({ route }) => {
    await expectProblem(await send(route, "nobody", "{}"), 401);
  });

  test.each(closed)("with a wrong token are refused: $name", async ({ route }) => {
    await expectProblem(await send(route, { token: "clm_wrong" }, "{}"), 401);
  });
});

describe("a role below", () => {
  test.each(limited)("is refused: $name", async ({ route }) => {
    const below = roleBelow(route);
    await expectProblem(await send(route, below ?? "nobody", "{}"), 403);
  });
});

describe("permissions", () => {
  test.each(ranked)("are those of the built-in roles from the declared one: $name", ({ route }) => {
    const needed = permissionsFor(route);
    const may = (role: Role) =>
      needed.length === 0 || needed.some((it) => permissionsOfBuiltIn(role)?.has(it));
    const from = roles.indexOf(route.access as Role);
    expect(roles.filter(may)).toEqual(roles.slice(0, from + 1));
  });
});

describe("a role of one permission", () => {
  const only = "reports.read" as const;
  let as: As;
  beforeAll(async () => {
    const body = { name: "Analyst", permissions: [only] };
    const { id } = await world.call(routes.roles.createRole, { body });
    as = await world.call(routes.accounts.createApiToken, { body: { name: "Figures", role: id } });
  });

  test.each(ranked)("opens only what takes it: $name", async ({ route }) => {
    const needed = permissionsFor(route);
    const open = needed.some((it) => it === only || it === basePermission);
    const response = await send(route, as, "{}");
    if (open) {
      expect(response.status).not.toBe(403);
      expect(response.status).toBeLessThan(500);
    } else {
      await expectProblem(response, 403);
    }
  });
});

describe("hostile bodies", () => {
  test.each(reading)("are refused: $name", async ({ route }) => {
    await expectProblem(await send(route, "owner", "{"), 400);
    await expectProblem(await send(route, "owner", "a=b", "text/plain"), 415);
    const proto = '{"__proto__":{"admin":true}}';
    await expectProblem(await send(route, "owner", proto), 400);
    const deep = `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
    await expectProblem(await send(route, "owner", deep), 400);
    const large = JSON.stringify({ a: "x".repeat(9 * 1024 * 1024) });
    await expectProblem(await send(route, "owner", large), 413);
  });

  const exact = reading.filter(({ route }) => "type" in (route.body ?? {}));
  test.each(exact)("of a wrong shape are refused with the place: $name", async ({ route }) => {
    for (const body of ["null", "[]", "7", '{"unknown":1}']) {
      const response = await send(route, "owner", body);
      await expectProblem(response.clone(), 400);
      const problem = (await response.json()) as { errors: unknown[] };
      expect(problem.errors.length).toBeGreaterThan(0);
    }
  });
});

describe("hostile addresses", () => {
  const withIds = named.filter(({ route }) => route.path.includes(":"));
  test.each(withIds)("are refused: $name", async ({ route }) => {
    for (const filling of [
      "%00",
      "..%2f..%2fetc",
      "%7B%22$gt%22:%22%22%7D",
      "%ff",
      "x".repeat(3_000),
    ]) {
      const method = route.method.toUpperCase();
      const response = await world.fetch(pathOf(route, filling), { method });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      await expectProblem(response);
    }
  });

  test("unknown addresses and methods are told apart", async () => {
    await expectProblem(await world.fetch("/api/v1/nothing"), 404);
    const wrongMethod = await world.fetch("/api/v1/flows", { method: "DELETE" });
    expect(wrongMethod.headers.get("allow")).toBe("GET, POST");
    await expectProblem(wrongMethod, 405);
    for (const [method, path, allow] of [
      ["DELETE", "/dead-letters/resend", "POST"],
      ["PATCH", "/flows/import", "POST"],
      ["PUT", "/invitations/accept", "POST"],
      ["POST", "/flows/0123456789abcdef01234567/draft", "PUT"],
    ] as const) {
      const refused = await world.fetch(`/api/v1${path}`, { method });
      expect(refused.headers.get("allow")).toBe(allow);
      await expectProblem(refused, 405);
    }
  });
});

test("the server still works after all that", async () => {
  expect((await world.fetch("/readyz")).status).toBe(200);
});
