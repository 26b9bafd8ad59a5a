import { expect, test } from "vitest";
import { addressOf, pages } from "./pages.ts";

test("fills in the parts of an address", () => {
  expect(addressOf(pages.flows)).toBe("/flows");
  expect(addressOf(pages.flow, { flowId: "a/b" })).toBe("/flows/a%2Fb");
});

test("adds the query, without what is undefined", () => {
  expect(addressOf(pages.flow, { flowId: "1" }, { version: 2, node: undefined })).toBe(
    "/flows/1?version=2",
  );
  expect(addressOf(pages.signIn, {}, { next: "/flows?a=b" })).toBe(
    "/sign-in?next=%2Fflows%3Fa%3Db",
  );
});

test("declares no address twice", () => {
  expect(new Set(Object.values(pages)).size).toBe(Object.values(pages).length);
});
