import { type Abilities, type ContentOf, contentInWords } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { fitToChannel } from "../fit-to-channel.ts";

const plain = {
  text: { max: 4_000, unit: "utf16" },
  media: {},
  caption: 0,
} as unknown as Abilities;
const shop = { ...plain, shop: true };
const coupon: ContentOf<"coupon"> = { kind: "coupon", title: "Sale", code: "S10" };
const receipt: ContentOf<"receipt"> = {
  kind: "receipt",
  orderNumber: "A-1",
  name: "Lan",
  items: [{ title: "Áo dài", quantity: "2", price: "12.50" }],
  adjustments: [{ name: "Voucher", amount: "5" }],
  total: "20",
  currency: "USD",
  payment: "Visa",
};

test.each<[string, ContentOf<"coupon">, boolean]>([
  ["with 80 characters", { ...coupon, title: "x".repeat(80), subtitle: "y".repeat(80) }, true],
  ["with 81", { ...coupon, title: "x".repeat(81) }, false],
  ["with a subtitle of 81", { ...coupon, subtitle: `${"👨‍👩‍👧".repeat(10)}y` }, false],
  ["with a page only", { ...coupon, code: undefined, pageUrl: "https://a.example" }, true],
  ["with nothing to use", { ...coupon, code: undefined }, false],
])("shows a coupon %s as one where it can", (_name, content, native) => {
  expect(fitToChannel(content, shop)[0]?.kind).toBe(native ? "coupon" : "text");
  expect(fitToChannel(content, plain)[0]?.kind).toBe("text");
});

test("sends the page of a coupon after its code", () => {
  const both = { ...coupon, pageUrl: "https://a.example" };
  expect(fitToChannel(both, shop)).toEqual([
    { ...coupon, pageUrl: undefined },
    { kind: "text", text: "https://a.example" },
  ]);
});

test.each<[Partial<typeof receipt>, boolean]>([
  [{}, true],
  [{ total: "20,00" }, false],
  [{ total: "" }, false],
  [{ currency: "đồng" }, false],
  [{ items: [{ title: "Bag", price: "1 000" }] }, false],
  [{ items: [{ title: "Bag", quantity: "two", price: "1" }] }, false],
  [{ payment: "" }, false],
])("shows a receipt with %j as one: %s", (change, native) => {
  const content = { ...receipt, ...change };
  const words = { kind: "text", text: contentInWords(content) };
  expect(fitToChannel(content, shop)).toEqual(native ? [content] : [words]);
  expect(fitToChannel(content, plain)).toEqual([words]);
});

test("writes a receipt line by line", () => {
  expect(contentInWords({ ...receipt, pageUrl: "https://a.example/1" })).toBe(
    "A-1 · Lan\n2 × Áo dài: 12.50\nVoucher: −5\n= 20 USD · Visa\nhttps://a.example/1",
  );
});

test("shows ten products at once, and those that only another platform knows by their page", () => {
  const shopIds = Array.from({ length: 11 }, (_, index) => String(index));
  const products: ContentOf<"products"> = {
    kind: "products",
    text: "Bags",
    catalogId: "",
    productIds: ["red"],
    pageUrl: "https://a.example",
  };
  const shown = fitToChannel({ ...products, shopIds }, shop);
  expect(shown.map((it) => (it.kind === "products" ? it.shopIds?.length : it.kind))).toEqual([
    "text",
    10,
    1,
  ]);
  const words = [{ kind: "text", text: "Bags\nhttps://a.example" }];
  expect(fitToChannel(products, shop)).toEqual(words);
  expect(fitToChannel({ ...products, shopIds }, plain)).toEqual(words);
});
