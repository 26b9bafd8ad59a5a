import type { Sample } from "../sample.ts";
import { drawFlow, place, runVariable } from "./draw-flow.ts";

/** Looks an order up in the shop's own system. */
export const orderStatus: Sample = {
  id: "order-status",
  title: { en: "Order status", vi: "Tra cứu đơn hàng" },
  description: {
    en: "Asks for the order number, looks it up in your shop over HTTP and says where the parcel is.",
    vi: "Hỏi mã đơn hàng, tra cứu trong hệ thống cửa hàng qua HTTP và cho biết gói hàng đang ở đâu.",
  },
  icon: "truck-delivery",
  flow: drawFlow({
    name: "Order status",
    variables: ["orderNumber", "status", "carrier", "trackingUrl", "expected"].map((name) =>
      runVariable(name),
    ),
    nodes: [
      place(0, 0, "asksForOrder", "trigger.keyword", {
        keywords: ["order", "orders", "delivery", "parcel", "parcels", "đơn hàng", "giao hàng"],
        match: "contains",
        channels: [],
        interrupts: false,
      }),
      place(288, 0, "number", "ask", {
        text: "I can look that up. What is your order number? It is in your confirmation e-mail, for example 10472.",
        expect: "text",
        saveTo: "orderNumber",
        pattern: "^#?\\d{4,10}$",
        attempts: 3,
        retryText: "An order number has four to ten digits, for example 10472.",
        timeout: { amount: 2, unit: "hours" },
      }),
      place(576, 0, "lookUp", "http", {
        method: "GET",
        url: "https://api.example.com/orders/{{ orderNumber | remove: '#' | url_encode }}",
        headers: [{ name: "Accept", value: "application/json" }],
        save: [
          { path: "status", saveTo: "status" },
          { path: "carrier", saveTo: "carrier" },
          { path: "trackingUrl", saveTo: "trackingUrl" },
          { path: "expected", saveTo: "expected" },
        ],
        timeoutSeconds: 10,
        retries: 2,
      }),
      place(1152, 610, "givenUp", "end", { note: "No order number" }),
      place(864, 0, "whichStatus", "condition", {
        branches: [
          {
            id: "shipped",
            label: "Shipped",
            condition: {
              match: "all",
              groups: [
                { match: "all", rules: [{ left: "status", operator: "equals", right: "shipped" }] },
              ],
            },
          },
          {
            id: "delivered",
            label: "Delivered",
            condition: {
              match: "all",
              groups: [
                {
                  match: "all",
                  rules: [{ left: "status", operator: "equals", right: "delivered" }],
                },
              ],
            },
          },
        ],
      }),
      place(864, 170, "notFound", "quickReplies", {
        text: "I could not find order {{ orderNumber }}. Shall we try again?",
        options: [
          { id: "again", label: "Try again", synonyms: ["yes", "again"] },
          { id: "person", label: "Talk to a person", synonyms: ["person", "agent", "human"] },
        ],
        attempts: 2,
        timeout: { amount: 2, unit: "hours" },
      }),
      place(1152, 0, "shipped", "message", {
        blocks: [
          {
            kind: "buttons",
            id: "shipped",
            text: "Good news: order {{ orderNumber }} is on its way with {{ carrier | default: 'our courier' }}{% if expected %}. It should arrive on {{ expected }}{% endif %}.",
            buttons: [
              { id: "track", label: "Track parcel", action: "url", url: "{{ trackingUrl }}" },
            ],
          },
        ],
        typing: true,
      }),
      place(1152, 250, "delivered", "message", {
        blocks: [
          {
            kind: "text",
            id: "delivered",
            text: "Order {{ orderNumber }} has been delivered. We hope you like it!",
          },
        ],
        typing: true,
      }),
      place(1152, 430, "packing", "message", {
        blocks: [
          {
            kind: "text",
            id: "packing",
            text: "We are still packing order {{ orderNumber }}. You get an e-mail as soon as it leaves.",
          },
        ],
        typing: true,
      }),
      place(0, 750, "anythingElse", "quickReplies", {
        text: "Can I do anything else for you?",
        options: [
          { id: "another", label: "Another order", synonyms: ["order"] },
          { id: "person", label: "Talk to a person", synonyms: ["person", "agent", "human"] },
          { id: "no", label: "No, thanks", synonyms: ["no", "nothing"] },
        ],
        attempts: 1,
        timeout: { amount: 2, unit: "hours" },
      }),
      place(576, 750, "bye", "message", {
        blocks: [{ kind: "text", id: "bye", text: "Gladly. Have a nice day!" }],
        typing: true,
      }),
      place(288, 750, "person", "handoff", {
        text: "I am connecting you with customer service.",
        note: "Order {{ orderNumber | default: 'not given' }}, status: {{ status | default: 'unknown' }}",
        assignTo: "roundRobin",
        timeout: { amount: 10, unit: "minutes" },
      }),
      place(864, 750, "done", "end", { note: "Answered" }),
      place(576, 890, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "All colleagues are busy. We have noted your order and will write to you.",
          },
        ],
        typing: true,
      }),
      place(864, 850, "willWrite", "end", { note: "To be written to" }),
    ],
    ways: {
      asksForOrder: "number",
      number: { next: "lookUp", else: "person", timeout: "givenUp" },
      lookUp: { next: "whichStatus", error: "notFound" },
      whichStatus: {
        "branch:shipped": "shipped",
        "branch:delivered": "delivered",
        else: "packing",
      },
      notFound: {
        "option:again": "number",
        "option:person": "person",
        else: "person",
        timeout: "givenUp",
      },
      shipped: "anythingElse",
      delivered: "anythingElse",
      packing: "anythingElse",
      anythingElse: {
        "option:another": "number",
        "option:person": "person",
        "option:no": "bye",
        else: "person",
        timeout: "done",
      },
      bye: "done",
      person: { next: "bye", timeout: "nobodyFree", error: "nobodyFree" },
      nobodyFree: "willWrite",
    },
    vi: {
      "number/text":
        "Để tôi tra giúp bạn. Mã đơn hàng của bạn là gì? Mã có trong e-mail xác nhận, ví dụ 10472.",
      "number/retryText": "Mã đơn hàng có từ bốn đến mười chữ số, ví dụ 10472.",
      "notFound/text": "Tôi không tìm thấy đơn hàng {{ orderNumber }}. Mình thử lại nhé?",
      "notFound/options/0/label": "Thử lại",
      "notFound/options/1/label": "Gặp nhân viên",
      "shipped/blocks/0/text":
        "Tin vui: đơn hàng {{ orderNumber }} đang được {{ carrier | default: 'đơn vị vận chuyển' }} giao đến bạn{% if expected %}, dự kiến ngày {{ expected }}{% endif %}.",
      "shipped/blocks/0/buttons/0/label": "Theo dõi đơn",
      "delivered/blocks/0/text": "Đơn hàng {{ orderNumber }} đã được giao. Hy vọng bạn thích!",
      "packing/blocks/0/text":
        "Chúng tôi vẫn đang đóng gói đơn hàng {{ orderNumber }}. Bạn sẽ nhận e-mail ngay khi hàng được gửi đi.",
      "anythingElse/text": "Tôi có thể giúp gì thêm cho bạn không?",
      "anythingElse/options/0/label": "Đơn hàng khác",
      "anythingElse/options/1/label": "Gặp nhân viên",
      "anythingElse/options/2/label": "Không, cảm ơn",
      "bye/blocks/0/text": "Rất sẵn lòng. Chúc bạn một ngày vui vẻ!",
      "person/text": "Tôi đang kết nối bạn với bộ phận chăm sóc khách hàng.",
      "nobodyFree/blocks/0/text":
        "Các bạn nhân viên đều đang bận. Chúng tôi đã ghi lại đơn hàng và sẽ nhắn cho bạn.",
    },
  }),
};
