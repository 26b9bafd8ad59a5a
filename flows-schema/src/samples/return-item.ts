import type { Sample } from "../sample.ts";
import { drawFlow, place, runVariable } from "./draw-flow.ts";

/** Takes a return and tells the shop's own system about it. */
export const returnItem: Sample = {
  id: "return-item",
  title: { en: "Return an item", vi: "Trả hàng" },
  description: {
    en: "Takes the order number and the reason, registers the return in your shop over HTTP and sends the label.",
    vi: "Nhận mã đơn và lý do, đăng ký trả hàng trong hệ thống cửa hàng qua HTTP và gửi phiếu gửi hàng.",
  },
  icon: "package-export",
  flow: drawFlow({
    name: "Return an item",
    variables: ["orderNumber", "reason", "labelUrl"].map((name) => runVariable(name)),
    nodes: [
      place(0, 0, "wantsReturn", "trigger.keyword", {
        keywords: ["return", "refund", "send back", "trả hàng", "hoàn tiền", "đổi trả"],
        match: "contains",
        channels: [],
        interrupts: false,
      }),
      place(288, 0, "number", "ask", {
        text: "No problem. What is the order number? It is in your confirmation e-mail, for example 10472.",
        expect: "text",
        saveTo: "orderNumber",
        pattern: "^#?\\d{4,10}$",
        attempts: 3,
        retryText: "An order number has four to ten digits, for example 10472.",
        timeout: { amount: 4, unit: "hours" },
      }),
      place(576, 0, "reason", "quickReplies", {
        text: "What is the reason? It helps us to do better.",
        options: [
          { id: "size", label: "Wrong size", synonyms: ["size", "too small", "too big"] },
          { id: "damaged", label: "Damaged", synonyms: ["broken", "damage"] },
          { id: "other", label: "I do not like it", synonyms: ["other", "dislike"] },
        ],
        saveTo: "reason",
        attempts: 2,
        timeout: { amount: 4, unit: "hours" },
      }),
      place(864, 0, "register", "http", {
        method: "POST",
        url: "https://api.example.com/returns",
        headers: [{ name: "Accept", value: "application/json" }],
        body: '{ "order": "{{ orderNumber }}", "reason": "{{ reason }}" }',
        save: [{ path: "labelUrl", saveTo: "labelUrl" }],
        timeoutSeconds: 10,
        retries: 2,
      }),
      place(0, 350, "label", "message", {
        blocks: [
          {
            kind: "buttons",
            id: "label",
            text: "Done! Print the label, put it on the parcel and drop it at any post office. The money is back within five days of its arrival.",
            buttons: [
              { id: "open", label: "Open the label", action: "url", url: "{{ labelUrl }}" },
            ],
          },
        ],
        typing: true,
      }),
      place(288, 350, "returned", "goal", { name: "return registered" }),
      place(0, 570, "failed", "message", {
        blocks: [
          {
            kind: "text",
            id: "failed",
            text: "I could not register that order. A colleague looks into it.",
          },
        ],
        typing: true,
      }),
      place(288, 500, "damaged", "handoff", {
        text: "We are sorry about that. A colleague will find the quickest way to put it right.",
        note: "Order {{ orderNumber | default: 'not given' }}: {{ reason | default: 'no reason' }}",
        assignTo: "anyone",
        outcomes: [
          { id: "refund", label: "Refund" },
          { id: "replaced", label: "Replaced" },
        ],
        timeout: { amount: 30, unit: "minutes" },
      }),
      place(576, 350, "refunded", "message", {
        blocks: [{ kind: "text", id: "refund", text: "Your money is on its way back to you." }],
        typing: true,
      }),
      place(576, 520, "replaced", "message", {
        blocks: [{ kind: "text", id: "new", text: "A new one leaves our warehouse tomorrow." }],
        typing: true,
      }),
      place(576, 690, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "Everyone is busy right now. We have noted it and write to you today.",
          },
        ],
        typing: true,
      }),
      place(864, 470, "willWrite", "end", { note: "To be written to" }),
      place(864, 200, "givenUp", "end", { note: "No answer" }),
      place(864, 350, "done", "end", { note: "Settled" }),
    ],
    ways: {
      wantsReturn: "number",
      number: { next: "reason", else: "damaged", timeout: "givenUp" },
      reason: {
        "option:size": "register",
        "option:damaged": "damaged",
        "option:other": "register",
        else: "damaged",
        timeout: "givenUp",
      },
      register: { next: "label", error: "failed" },
      label: "returned",
      returned: "done",
      failed: "damaged",
      damaged: {
        "outcome:refund": "refunded",
        "outcome:replaced": "replaced",
        next: "done",
        timeout: "nobodyFree",
        error: "nobodyFree",
      },
      refunded: "done",
      replaced: "done",
      nobodyFree: "willWrite",
    },
    vi: {
      "number/text":
        "Không sao ạ. Mã đơn hàng của bạn là gì? Mã có trong e-mail xác nhận, ví dụ 10472.",
      "number/retryText": "Mã đơn hàng có từ bốn đến mười chữ số, ví dụ 10472.",
      "reason/text": "Lý do là gì ạ? Điều này giúp chúng tôi làm tốt hơn.",
      "reason/options/0/label": "Sai kích cỡ",
      "reason/options/1/label": "Bị hư hỏng",
      "reason/options/2/label": "Không ưng ý",
      "label/blocks/0/text":
        "Xong rồi! Bạn in phiếu, dán lên gói hàng và gửi tại bưu cục bất kỳ. Tiền sẽ được hoàn trong năm ngày sau khi chúng tôi nhận được hàng.",
      "label/blocks/0/buttons/0/label": "Mở phiếu gửi",
      "failed/blocks/0/text": "Tôi chưa đăng ký được đơn này. Một đồng nghiệp sẽ xem giúp bạn.",
      "damaged/text": "Chúng tôi rất tiếc. Một đồng nghiệp sẽ tìm cách xử lý nhanh nhất cho bạn.",
      "refunded/blocks/0/text": "Tiền đang được hoàn lại cho bạn.",
      "replaced/blocks/0/text": "Hàng mới sẽ rời kho vào ngày mai.",
      "nobodyFree/blocks/0/text":
        "Hiện mọi người đều bận. Chúng tôi đã ghi nhận và sẽ nhắn cho bạn trong hôm nay.",
    },
  }),
};
