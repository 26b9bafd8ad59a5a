import { gzipSync, strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { BotFileUnreadable, readBotFile } from "./read-bot-file.ts";

/** Packs files as tar does: a head of 512 bytes and the content, filled up to 512. */
function tar(files: Readonly<Record<string, string>>): Uint8Array {
  const parts = Object.entries(files).flatMap(([name, text]) => {
    const content = strToU8(text);
    const head = new Uint8Array(512);
    head.set(strToU8(name));
    head.set(strToU8(content.length.toString(8).padStart(11, "0")), 124);
    head[156] = "0".charCodeAt(0);
    head.set(strToU8("ustar"), 257);
    const filled = new Uint8Array(Math.ceil(content.length / 512) * 512);
    filled.set(content);
    return [head, filled];
  });
  const all = new Uint8Array(parts.reduce((sum, it) => sum + it.length, 1_024));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const files = { "./flows/main.flow.json": '{"nodes":[]}', "actions/a.js": "x", "b.json": "{" };
const expected = [
  { path: "flows/main.flow.json", value: { nodes: [] } },
  { path: "actions/a.js", value: undefined },
  { path: "b.json", value: undefined },
];
const code = (name: string, bytes: Uint8Array) => {
  try {
    readBotFile(name, bytes);
    return undefined;
  } catch (error) {
    return error instanceof BotFileUnreadable ? error.code : error;
  }
};

test("reads JSON, .tgz and .zip", () => {
  expect(readBotFile("a.json", strToU8('\ufeff{"a":1}'))).toEqual([
    { path: "a.json", value: { a: 1 } },
  ]);
  expect(readBotFile("a.tgz", gzipSync(tar(files)))).toEqual(expected);
  const zipped = Object.fromEntries(Object.entries(files).map(([name, it]) => [name, strToU8(it)]));
  const read = readBotFile("a.zip", zipSync(zipped));
  expect(read).toEqual(expect.arrayContaining(expected));
});

test("refuses what is damaged, no JSON, or larger than it says", () => {
  expect(code("a.json", strToU8("hello"))).toBe("not-json");
  expect(code("a.json", new Uint8Array())).toBe("not-json");
  expect(code("a.zip", strToU8("PK nonsense"))).toBe("damaged");
  expect(code("a.tgz", gzipSync(tar(files)).subarray(0, 60))).toMatch(/damaged|not-json/);
  expect(code("a.tgz", gzipSync(new Uint8Array(21_000_000)))).toBe("too-large");
  expect(code("a.json", new Uint8Array(20_000_001))).toBe("too-large");
  const many = Object.fromEntries(
    Array.from({ length: 2_001 }, (_, index) => [`${index}.json`, "{}"]),
  );
  expect(code("a.tgz", gzipSync(tar(many)))).toBe("too-large");
});
