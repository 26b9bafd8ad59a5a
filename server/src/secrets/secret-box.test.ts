import { expect, test } from "vitest";
import { isSigned, seal, sign, UnreadableSecret, unseal } from "./secret-box.ts";

const key = "a secret key of some length";

test("opens what it sealed", () => {
  expect(unseal(key, seal(key, "Bí mật ✓", "id-1"), "id-1")).toBe("Bí mật ✓");
});

test("seals the same text differently each time", () => {
  expect(seal(key, "same", "id")).not.toBe(seal(key, "same", "id"));
});

test("opens nothing with another key, for another owner, or after a change", () => {
  const box = seal(key, "secret", "id-1");
  const changed = box.slice(0, -2) + (box.endsWith("AA") ? "BB" : "AA");
  expect(() => unseal("another secret key", box, "id-1")).toThrow(UnreadableSecret);
  expect(() => unseal(key, box, "id-2")).toThrow(UnreadableSecret);
  expect(() => unseal(key, changed, "id-1")).toThrow(UnreadableSecret);
  expect(() => unseal(key, "nonsense", "id-1")).toThrow(UnreadableSecret);
});

test("signs for one purpose only", () => {
  const signature = sign(key, "file", "a");
  expect(isSigned(key, "file", "a", signature)).toBe(true);
  expect(isSigned(key, "setup", "a", signature)).toBe(false);
  expect(isSigned(key, "file", "b", signature)).toBe(false);
  expect(isSigned(key, "file", "a", "")).toBe(false);
});
