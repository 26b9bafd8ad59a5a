import type { MessageContent } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { composeMessengerMessage } from "./compose-message.ts";

const settings = {
  pageAccessToken: "t",
  appSecret: "s",
  apiVersion: "v25.0",
  apiBaseUrl: "https://graph.facebook.com",
};
function composed(content: MessageContent): unknown {
  const call = composeMessengerMessage(
    { id: "1", to: "7700010", content, author: "bot" },
    settings,
  );
  const body = "json" in call ? call.json : undefined;
  return (body as { message: { attachment: { payload: unknown } } }).message.attachment.payload;
}

test("composes a receipt with its amounts as numbers", () => {
  const receipt = composed({
    kind: "receipt",
    orderNumber: "A-1",
    name: "Lan Pham",
    items: [
      { title: "Áo dài", quantity: "2", price: "12.50", imageUrl: "https://a.example/a.jpg" },
    ],
    adjustments: [{ name: "Voucher", amount: "5" }],
    total: "20",
    currency: "USD",
    payment: "Visa 1234",
    pageUrl: "https://a.example/1",
  });
  expect(receipt).toEqual({
    template_type: "receipt",
    recipient_name: "Lan Pham",
    order_number: "A-1",
    currency: "USD",
    payment_method: "Visa 1234",
    order_url: "https://a.example/1",
    summary: { total_cost: 20 },
    adjustments: [{ name: "Voucher", amount: 5 }],
    elements: [
      {
        title: "Áo dài",
        price: 12.5,
        currency: "USD",
        quantity: 2,
        image_url: "https://a.example/a.jpg",
      },
    ],
  });
});

test("composes a coupon by its code or its page, and products by Meta's ids", () => {
  expect(composed({ kind: "coupon", title: "Sale", code: "S10" })).toEqual({
    template_type: "coupon",
    title: "Sale",
    coupon_code: "S10",
    payload: "S10",
  });
  expect(composed({ kind: "coupon", title: "Sale", pageUrl: "https://a.example/" })).toEqual({
    template_type: "coupon",
    title: "Sale",
    coupon_url: "https://a.example/",
    payload: "Sale",
  });
  const shopIds = ["123", "456"];
  expect(composed({ kind: "products", text: "", catalogId: "", productIds: [], shopIds })).toEqual({
    template_type: "product",
    elements: [{ id: "123" }, { id: "456" }],
  });
});

test("asks for a rating in a form of Messenger's own", () => {
  const form = {
    token: "qA1",
    look: "faces",
    title: "Your order",
    button: "Rate",
    privacyUrl: "https://a.example/privacy",
    days: 3,
  } as const;
  const rating = { ...form, scale: "csat", question: "How was it?", comment: true } as const;
  expect(composed({ kind: "text", text: "How was it?", rating })).toEqual({
    template_type: "customer_feedback",
    title: "Your order",
    button_title: "Rate",
    feedback_screens: [
      {
        questions: [
          {
            id: "qA1",
            type: "csat",
            title: "How was it?",
            score_option: "five_emojis",
            follow_up: { type: "free_form" },
          },
        ],
      },
    ],
    business_privacy: { url: "https://a.example/privacy" },
    expires_in_days: 3,
  });
  const plain = { ...form, scale: "nps", comment: false } as const;
  expect(composed({ kind: "text", text: "Your order", rating: plain })).toMatchObject({
    feedback_screens: [{ questions: [{ id: "qA1", type: "nps" }] }],
  });
});
