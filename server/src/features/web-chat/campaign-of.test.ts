import { expect, test } from "vitest";
import { campaignOf } from "./campaign-of.ts";

test("reads the campaign's parameters of a page and leaves the rest", () => {
  const page =
    "https://shop.example/a?utm_source=news%20letter&gclid=x1&token=secret&utm_term=#utm";
  expect(campaignOf(page)).toEqual({ values: { utm_source: "news letter", gclid: "x1" } });
  expect(campaignOf("https://shop.example/?a=1")).toEqual({});
  expect(campaignOf(undefined)).toEqual({});
});
