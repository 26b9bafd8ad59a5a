import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, textsOf } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { type AnsweringServer, startAnsweringServer } from "./answering-server.ts";

const vault = routes.secrets;
const value = 'sk-live "quoted" 4711';
let world: World;
let other: AnsweringServer;
let stranger: AnsweringServer;
let host: string;

beforeAll(async () => {
  other = await startAnsweringServer();
  stranger = await startAnsweringServer();
  world = await startWorld();
  host = new URL(other.url).host;
  await add("CRM_KEY", "apiKey", value);
});
beforeEach(() => {
  other.seen.length = 0;
  stranger.seen.length = 0;
  other.answer = () => ({});
});
afterAll(async () => {
  await world.close();
  other.close();
  stranger.close();
});

function add(name: string, kind: "apiKey" | "bearer" | "basic" | "signingKey", secret: string) {
  const body = { name, kind, value: secret, hosts: [host], note: "" };
  return world.call(vault.createSecret, { body });
}

/** Makes one call as a test in the editor would. */
function send(
  change: { url?: string; method?: "GET" | "POST"; header?: string; body?: string },
  ...secrets: string[]
) {
  const { url = `${other.url}/a`, method = "GET", header, body } = change;
  const headers = header === undefined ? [] : [{ name: "Authorization", value: header }];
  const request = { method, url, headers, body, secrets, timeoutMs: 3_000, retries: 0 };
  return world.call(routes.effects.tryEffect, {
    as: "editor",
    body: { effect: { type: "callHttp", request } },
  });
}

test("sends a secret encoded for its place, and hides it in the answer", async () => {
  other.answer = ({ url }) => ({ body: JSON.stringify({ echo: value, url }) });
  const reply = await send(
    {
      method: "POST",
      url: `${other.url}/a?key={{secret.CRM_KEY}}`,
      header: "Key {{secret.CRM_KEY}}",
      body: '{"key":"{{secret.CRM_KEY}}"}',
    },
    "CRM_KEY",
  );
  expect(new URL(other.seen[0]?.url ?? "", other.url).searchParams.get("key")).toBe(value);
  expect(other.seen[0]?.headers.authorization).toBe(`Key ${value}`);
  expect(JSON.parse(other.seen[0]?.body ?? "")).toEqual({ key: value });
  expect(reply.answer).toMatchObject({ body: { echo: "•••", url: "/a?key=•••" } });
});

test("writes user and password as basic auth, and signs the body with a signing key", async () => {
  await add("LOGIN", "basic", "ann:pass:word");
  await add("SIGN", "signingKey", "key-of-signature");
  await send({ header: "Basic {{secret.LOGIN}}" }, "LOGIN");
  expect(other.seen[0]?.headers.authorization).toBe(`Basic ${btoa("ann:pass:word")}`);
  await send({ method: "POST", header: "{{secret.SIGN}}", body: '{"a":1}' }, "SIGN");
  const signature = createHmac("sha256", "key-of-signature").update('{"a":1}').digest("hex");
  expect(other.seen[1]?.headers.authorization).toBe(signature);
});

test("leaves a text that only looks like a secret, where the request names none", async () => {
  await send({ header: "{{secret.CRM_KEY}}" });
  expect(other.seen[0]?.headers.authorization).toBe("{{secret.CRM_KEY}}");
});

test("refuses other hosts, places and names", async () => {
  await add("TOKEN", "bearer", "bearer-token");
  const mark = "{{secret.CRM_KEY}}";
  const refused = [
    await send({ url: `${stranger.url}/a`, header: mark }, "CRM_KEY"),
    await send({ url: `http://${mark}.example.com/` }, "CRM_KEY"),
    await send({ url: `${other.url}/{{secret.TOKEN}}` }, "TOKEN"),
    await send({ header: "{{secret.NONE}}" }, "NONE"),
  ];
  expect(refused.map((it) => it.error?.code)).toEqual([
    "http.secret-refused",
    "http.secret-refused",
    "http.secret-refused",
    "http.secret-unknown",
  ]);
  expect([...other.seen, ...stranger.seen]).toEqual([]);
});

test("does not follow a redirect to a host that may not get the secret", async () => {
  other.answer = () => ({ status: 307, headers: { location: `${stranger.url}/steal` } });
  const reply = await send({ method: "POST", body: '{"k":"{{secret.CRM_KEY}}"}' }, "CRM_KEY");
  expect(reply.error?.code).toBe("http.secret-refused");
  expect(stranger.seen).toEqual([]);
});

test("keeps the old value until the new one replaces it", async () => {
  const { id } = await add("TURNING", "bearer", "old-value");
  const params = { secretId: id };
  const sent = async () => {
    await send({ header: "{{secret.TURNING}}" }, "TURNING");
    return other.seen.at(-1)?.headers.authorization;
  };
  const waiting = await world.call(vault.rotateSecret, {
    params,
    body: { value: "new-value", when: "later" },
  });
  expect(waiting.nextAt).toBeDefined();
  expect(await sent()).toBe("old-value");
  expect((await world.call(vault.replaceSecret, { params })).nextAt).toBeUndefined();
  expect(await sent()).toBe("new-value");
  expect((await world.refusal(vault.replaceSecret, { params })).code).toBe("secret.no-next");
  await world.call(vault.rotateSecret, { params, body: { value: "third", when: "now" } });
  expect(await sent()).toBe("third");
});

test("refuses a name twice, line breaks, a login without password, and other roles", async () => {
  const base = { name: "X", kind: "apiKey", value: "x", hosts: [host], note: "" };
  const code = async (change: object, as: "owner" | "editor" = "owner") =>
    (await world.refusal(vault.createSecret, { as, body: { ...base, ...change } })).code;
  expect(await code({ name: "CRM_KEY" })).toBe("secret.exists");
  expect(await code({ value: "a\r\nX: b" })).toBe("secret.value");
  expect(await code({ kind: "basic", value: "ann" })).toBe("secret.value");
  expect(await code({ hosts: [] })).toBe("request.invalid");
  expect(await code({ hosts: ["https://a.example/x"] })).toBe("request.invalid");
  expect(await code({}, "editor")).toBe("member.role-too-low");
});

test("a flow uses a secret that appears nowhere in the store", async () => {
  other.answer = () => ({ body: JSON.stringify({ told: value }) });
  const { items } = await world.call(vault.listSecrets, { as: "editor" });
  const secret = items.find((it) => it.name === "CRM_KEY");
  await publish(
    world,
    flowOf(
      "Orders",
      {
        order: keyword("order"),
        call: {
          type: "http",
          data: {
            method: "GET",
            url: `${other.url}/x`,
            headers: [{ name: "Authorization", value: "Key {{ secret.CRM_KEY }}" }],
            save: [{ path: "told", saveTo: "told" }],
            timeoutSeconds: 5,
            retries: 0,
          },
        },
        done: say("It told {{ told }}"),
      },
      ["order.next > call", "call.next > done"],
    ),
  );
  const visitor = await openVisitor(world);
  await visitor.say("order");
  await until(() => textsOf(visitor).length > 1, 10_000);
  expect(textsOf(visitor)).toEqual(["order", "It told •••"]);
  expect(other.seen[0]?.headers.authorization).toBe(`Key ${value}`);
  visitor.close();

  const params = { secretId: secret?.id ?? "" };
  const { flows } = await world.call(vault.readSecretUse, { params });
  expect(flows.map((it) => it.name)).toEqual(["Orders"]);
  const used = (await world.call(vault.listSecrets)).items.find((it) => it.name === "CRM_KEY");
  expect(used?.usedAt).toBeDefined();
  const { items: log } = await world.call(routes.audit.listAudit, { query: { kind: "secret" } });
  expect(log.map((it) => it.action)).toContain("secret.rotated");
  expect(JSON.stringify(log)).not.toContain("sk-live");

  await world.stop();
  const kept = readdirSync(world.dataDir, { withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => readFileSync(join(world.dataDir, it.name)));
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.some((it) => it.includes("CRM_KEY"))).toBe(true);
  expect(kept.some((it) => it.includes("sk-live"))).toBe(false);
});
