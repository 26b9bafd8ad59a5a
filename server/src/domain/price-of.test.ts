import { expect, test } from "vitest";
import { priceOf } from "./price-of.ts";

const price = (
  facts: Partial<{ country: string; category: string; template: string }>,
  amount: number,
) => ({
  channelType: "whatsapp",
  country: "",
  category: "",
  template: "",
  ...facts,
  price: amount,
});
const prices = [
  price({ category: "marketing" }, 4),
  price({ country: "VN", category: "marketing" }, 3),
  price({ country: "VN" }, 2),
  price({ template: "otp" }, 1),
  price({ category: "service" }, 0),
];
const message = (country: string, category: string, template: string) => ({
  channelType: "whatsapp",
  country,
  category,
  template,
});

test.each([
  { of: message("VN", "marketing", "sale"), is: 3 },
  { of: message("DE", "marketing", "sale"), is: 4 },
  { of: message("", "marketing", "sale"), is: 4 },
  { of: message("VN", "utility", "order"), is: 2 },
  { of: message("VN", "marketing", "otp"), is: 1 },
  { of: message("DE", "service", ""), is: 0 },
  { of: message("DE", "utility", "order"), is: undefined },
  { of: { ...message("VN", "marketing", "sale"), channelType: "zalo" }, is: undefined },
])("$of.country $of.category $of.template costs $is", ({ of, is }) => {
  expect(priceOf(prices, of)).toBe(is);
});
