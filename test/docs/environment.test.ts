import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { channelVariables } from "../../server/src/features/channel-accounts/connect-from-environment.ts";
import { askedVariables } from "../support/asked-variables.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const cli = ["CHATLOOM_TOKEN", "CHATLOOM_URL"];

test(".env.example names every variable that is read, and no other", () => {
  const named = [...read(".env.example").matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, it]) => it);
  expect([...new Set(named)].sort()).toEqual([...askedVariables(), ...cli].sort());
  expect(named).toHaveLength(new Set(named).size);
});

test("the README's table names every variable that is no platform's", () => {
  const ofPlatforms = Object.values(channelVariables()).flatMap((it) => Object.values(it));
  const readme = read("README.md");
  const missing = askedVariables().filter(
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
