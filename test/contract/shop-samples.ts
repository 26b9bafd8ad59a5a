import { type MessageContent, ratingScales } from "@chatloom/flows-schema";
import fc from "fast-check";

/** Products, coupons, receipts and forms for ratings, with and without what Messenger needs to show them. */
export function shopSamples(
  words: fc.Arbitrary<string>,
  label: fc.Arbitrary<string>,
): readonly fc.Arbitrary<MessageContent>[] {
  return [
    fc
      .tuple(words, fc.uniqueArray(fc.integer({ min: 1 }), { maxLength: 25 }))
      .map(([text, ids]) => ({
        kind: "products",
        text,
        catalogId: "",
        productIds: [],
        shopIds: ids.map(String),
      })),
    fc.tuple(words, label, fc.boolean(), fc.boolean()).map(([title, code, paged, coded]) => ({
      kind: "coupon",
      title,
      subtitle: title,
      ...(coded && { code, imageUrl: "https://example.org/a.jpg" }),
      ...(paged && { pageUrl: "https://example.org/sale" }),
    })),
    fc
      .tuple(words, label, fc.constantFrom("12.50", "1 200 đ", "7"))
      .map(([title, name, price]) => ({
        kind: "receipt",
        orderNumber: "A-7",
        name,
        items: [{ title, quantity: "2", price }],
        adjustments: [{ name: title, amount: price }],
        total: price,
        currency: "VND",
        payment: "Cash",
      })),
    fc
      .tuple(words, label, fc.constantFrom(...ratingScales), fc.boolean(), fc.boolean())
      .map(([text, button, scale, titled, comment]) => ({
        kind: "text",
        text,
        rating: {
          token: "qa1",
          scale,
          look: "faces",
          title: titled ? `${text}${text}` : "",
          button,
          privacyUrl: titled ? "https://example.org/privacy" : "privacy",
          comment,
          days: 7,
        },
      })),
  ];
}
