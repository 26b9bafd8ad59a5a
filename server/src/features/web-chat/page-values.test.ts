import { expect, test } from "vitest";
import { flowValues, visitorProfile } from "./page-values.ts";

const values = { name: "Mallory", email: "mallory@example.com", language: "vi", plan: "pro" };

test("what the website signed stands above what its page says", () => {
  const identity = { externalId: "7", email: "ana@example.com" };
  expect(visitorProfile(values, identity)).toEqual({ email: "ana@example.com", language: "vi" });
});

test("takes only facts that look like ones", () => {
  expect(visitorProfile({ ...values, email: "no", phone: "123" }, undefined)).toEqual({
    name: "Mallory",
    language: "vi",
  });
});

test("gives flows the rest, and the campaign of the page's address before it", () => {
  const given = { plan: "pro", utm_source: "page" };
  expect(flowValues(given, "https://e.org/?utm_source=ad")).toEqual({
    values: { plan: "pro", utm_source: "ad" },
  });
  expect(flowValues({ name: "Ana" }, undefined)).toEqual({});
});
