import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../server/src/context/read-config.ts";
import { channelVariables } from "../../server/src/features/channel-accounts/connect-from-environment.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** The variables that the server asks for. */
function asked(): string[] {
  const names = new Set<string>();
  const environment = new Proxy<Record<string, string | undefined>>(
    {
      SECRET_KEY: "0".repeat(64),
      S3_BUCKET: "files",
      OWNER_EMAIL: "a@example.test",
      OWNER_PASSWORD: "four unrelated teapot words",
    },
    {
      get(target, name: string) {
        names.add(name);
        return target[name];
      },
    },
  );
  try {
    readConfig(environment, channelVariables());
  } catch {
    // Some settings belong together; the names before and after the refusal are what counts.
  }
  return [...names].sort();
}

const cli = ["CHATLOOM_TOKEN", "CHATLOOM_URL"];

test(".env.example names every variable that is read, and no other", () => {
  const named = [...read(".env.example").matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, it]) => it);
  expect([...new Set(named)].sort()).toEqual([...asked(), ...cli].sort());
  expect(named).toHaveLength(new Set(named).size);
});

test("the README's table names every variable that is no platform's", () => {
  const ofPlatforms = Object.values(channelVariables()).flatMap((it) => Object.values(it));
  const readme = read("README.md");
  const missing = asked().filter(
    (it) => !ofPlatforms.includes(it) && !readme.includes(`\`${it}\``),
  );
  expect(missing).toEqual([]);
});

test("a filled-in .env.example is what Node reads from a file", () => {
  const lines = read(".env.example")
    .split("\n")
    .filter((it) => it !== "");
  expect(lines.filter((it) => !it.startsWith("#"))).toEqual([]);
});
