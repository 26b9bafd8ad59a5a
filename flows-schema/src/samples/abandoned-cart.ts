import type { Sample } from "../sample.ts";
import { drawFlow, place } from "./draw-flow.ts";

/** Brings back who left a cart behind: it asks what was missing, and answers that. */
export const abandonedCart: Sample = {
  id: "abandoned-cart",
  title: { en: "Abandoned cart", vi: "Giỏ hàng bỏ quên" },
  description: {
    en: "Your shop reports a cart that was left: the bot asks what was missing, and has a coupon or a person for it.",
    vi: "Cửa hàng báo có giỏ hàng bị bỏ quên: bot hỏi còn thiếu gì, rồi gửi mã giảm giá hoặc mời nhân viên.",
  },
  icon: "shopping-cart",
  flow: drawFlow({
    name: "Abandoned cart",
    variables: [],
    nodes: [
      place(0, 0, "cartLeft", "trigger.event", { event: "cart.abandoned" }),
      place(288, 0, "missing", "quickReplies", {
        text: "Hi {{ contact.firstName | default: 'there' }}, your cart is still here. What was missing?",
        options: [
          { id: "price", label: "A better price", synonyms: ["price", "expensive", "shipping"] },
          { id: "question", label: "I have a question", synonyms: ["question", "help"] },
          { id: "no", label: "Nothing, thanks", synonyms: ["no", "nothing"] },
        ],
        attempts: 1,
        timeout: { amount: 20, unit: "hours" },
      }),
      place(576, 0, "coupon", "message", {
        blocks: [
          {
            kind: "buttons",
            id: "coupon",
            text: "Then let us meet in the middle: 10 % with the code CART10, until tomorrow.",
            buttons: [
              {
                id: "cart",
                label: "Back to my cart",
                action: "url",
                url: "https://www.example.com/cart?code=CART10",
              },
            ],
          },
        ],
        typing: true,
      }),
      place(864, 0, "couponSent", "goal", { name: "coupon sent" }),
      place(864, 510, "noReply", "template", {
        name: "cart_reminder",
        language: "en_US",
        parameters: [
          { place: "body", kind: "text", value: "{{ contact.firstName | default: 'there' }}" },
        ],
      }),
      place(864, 150, "keepsCart", "message", {
        blocks: [
          { kind: "text", id: "kept", text: "All right. We keep your cart for another week." },
        ],
        typing: true,
      }),
      place(576, 190, "adviser", "handoff", {
        text: "Gladly! A colleague answers you here.",
        note: "Left a cart and has a question",
        assignTo: "anyone",
        timeout: { amount: 15, unit: "minutes" },
      }),
      place(864, 320, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "Nobody is free this minute. We write to you as soon as we can.",
          },
        ],
        typing: true,
      }),
      place(1152, 130, "willWrite", "end", { note: "To be written to" }),
      place(1152, 0, "done", "end", { note: "Reminded" }),
    ],
    ways: {
      cartLeft: "missing",
      missing: {
        "option:price": "coupon",
        "option:question": "adviser",
        "option:no": "keepsCart",
        else: "adviser",
        timeout: "noReply",
      },
      coupon: "couponSent",
      couponSent: "done",
      noReply: { next: "done", error: "done" },
      keepsCart: "done",
      adviser: { next: "keepsCart", timeout: "nobodyFree", error: "nobodyFree" },
      nobodyFree: "willWrite",
    },
    vi: {
      "missing/text":
        "Chào {{ contact.firstName | default: 'bạn' }}, giỏ hàng của bạn vẫn còn đây. Còn thiếu điều gì ạ?",
      "missing/options/0/label": "Giá tốt hơn",
      "missing/options/1/label": "Tôi có câu hỏi",
      "missing/options/2/label": "Không, cảm ơn",
      "coupon/blocks/0/text": "Vậy tặng bạn 10 % với mã CART10, dùng đến hết ngày mai nhé.",
      "coupon/blocks/0/buttons/0/label": "Về giỏ hàng",
      "keepsCart/blocks/0/text": "Vâng ạ. Chúng tôi giữ giỏ hàng cho bạn thêm một tuần.",
      "adviser/text": "Rất sẵn lòng! Một đồng nghiệp sẽ trả lời bạn tại đây.",
      "nobodyFree/blocks/0/text":
        "Hiện chưa có ai rảnh. Chúng tôi sẽ nhắn cho bạn sớm nhất có thể.",
    },
  }),
};
