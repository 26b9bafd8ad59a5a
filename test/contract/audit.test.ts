import { auditKinds } from "@chatloom/api-schema";
import { declaredRoutes } from "@chatloom/server";
import { expect, test } from "vitest";
import { words as bengali } from "../../studio/src/words/bn/index.ts";
import { words as english } from "../../studio/src/words/en/index.ts";
import { words as vietnamese } from "../../studio/src/words/vi/index.ts";

const named = declaredRoutes.map((route) => ({
  name: `${route.method} ${route.path}`,
  audit: route.audit,
  method: route.method,
}));
const actions = new Set(
  named.flatMap(({ audit }) => (typeof audit === "string" ? [audit as string] : [])),
);

test("every changing route says what the audit log names, or why it names nothing", () => {
  const silent = named.filter(({ method, audit }) => method !== "get" && audit === undefined);
  expect(silent.map((it) => it.name)).toEqual([]);
  const unexplained = named.filter(
    ({ audit }) => typeof audit === "object" && audit.none.trim().split(" ").length < 3,
  );
  expect(unexplained.map((it) => it.name)).toEqual([]);
});

test("every download of people's data is logged", () => {
  const downloads = named.filter(({ name }) => /export/.test(name));
  expect(downloads.length).toBeGreaterThan(3);
  expect(downloads.filter((it) => typeof it.audit !== "string").map((it) => it.name)).toEqual([]);
});

test.each([
  ["English", english],
  ["Vietnamese", vietnamese],
  ["Bengali", bengali],
])("every action and kind has a name in %s", (_language, words) => {
  const known = words.audit.actions as Record<string, Record<string, string>>;
  const wordless = [...actions].filter((it) => {
    const [kind = "", verb = ""] = it.split(".");
    return !known[kind]?.[verb];
  });
  expect(wordless).toEqual([]);
  expect(Object.keys(words.audit.kinds).sort()).toEqual([...auditKinds].sort());
});
