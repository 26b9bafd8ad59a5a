import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

let world: World;
let token: string;

beforeAll(async () => {
  world = await startWorld();
  await publish(
    world,
    flowOf("Hello", { hi: keyword("hi"), say: say("Hello!") }, ["hi.next > say"]),
  );
  const visitor = await openVisitor(world);
  await visitor.say("hi");
  await until(async () => (await world.call(routes.contacts.listContacts)).items.length === 1);
  visitor.close();
  const made = await world.call(routes.accounts.createApiToken, {
    body: { name: "Guide", role: "editor" },
  });
  token = made.token;
});
afterAll(() => world?.close());

describe.each(["en", "vi"])("the API guide (%s)", (language) => {
  const page = readFileSync(new URL(`../../docs/${language}/api.md`, import.meta.url), "utf8");
  const blocks = (kind: string) =>
    [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
      ([, it]) => it,
    );

  test("has examples that run one after the other", async () => {
    const program = blocks("js").join("\n");
    const run = promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
      env: { CHATLOOM_URL: world.url, CHATLOOM_TOKEN: token },
    });
    const { stdout } = await run;
    expect(stdout).toMatch(/^1 \S+.*\n.*1 .*\n/);
    const { items } = await world.call(routes.contacts.listContacts);
    expect(items[0]?.tags).toContain("customer");
  });

  test("has a call for curl that the server answers", async () => {
    const [, path = ""] = /"\$CHATLOOM_URL(\/[^"]+)"/.exec(blocks("sh").join("")) ?? [];
    const response = await world.fetch(path, { as: { token } });
    expect(response.status).toBe(200);
  });
});
