import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sha256 } from "../../runtime/src/sha256.ts";

test.each([
  "",
  "abc",
  "Nguyễn ☃ 😀",
  "x".repeat(55),
  "x".repeat(56),
  "x".repeat(64),
  "x".repeat(1_000),
])("hashes %j as Node does", (text) => {
  expect(sha256(text)).toBe(createHash("sha256").update(text).digest("base64url"));
});
