import type { Sample } from "../sample.ts";
import { drawFlow, place, runVariable } from "./draw-flow.ts";

/** Qualifies who looks for a home, and arranges a viewing. */
export const propertyViewing: Sample = {
  id: "property-viewing",
  title: { en: "Property viewing", vi: "Xem nhà" },
  description: {
    en: "Asks whether to rent or buy, the budget and a day, and gives the agent in charge everything at once.",
    vi: "Hỏi thuê hay mua, ngân sách và ngày xem, rồi chuyển đầy đủ thông tin cho môi giới phụ trách.",
  },
  icon: "home",
  flow: drawFlow({
    name: "Property viewing",
    variables: [runVariable("kind"), runVariable("budget", "number"), runVariable("day", "date")],
    nodes: [
      place(0, 0, "asks", "trigger.keyword", {
        keywords: ["flat", "apartment", "rent", "viewing", "căn hộ", "thuê nhà", "xem nhà"],
        match: "contains",
        channels: [],
        interrupts: false,
      }),
      place(288, 0, "kind", "quickReplies", {
        text: "Welcome to Harbour Homes! Are you looking to rent or to buy?",
        options: [
          { id: "rent", label: "Rent", synonyms: ["rent", "renting"] },
          { id: "buy", label: "Buy", synonyms: ["buy", "buying"] },
        ],
        saveTo: "kind",
        attempts: 2,
        timeout: { amount: 6, unit: "hours" },
      }),
      place(576, 0, "budget", "ask", {
        text: "How much may it cost, in euros? For rent: a month.",
        expect: "number",
        saveTo: "budget",
        minimum: 100,
        maximum: 10000000,
        attempts: 2,
        retryText: "A number is enough, for example 900.",
        timeout: { amount: 6, unit: "hours" },
      }),
      place(864, 0, "day", "ask", {
        text: "Which day suits you for a viewing? For example 2027-03-14.",
        expect: "date",
        saveTo: "day",
        attempts: 3,
        retryText: "Please write the day like 2027-03-14.",
        timeout: { amount: 6, unit: "hours" },
      }),
      place(1152, 0, "phone", "ask", {
        text: "And which phone number can we reach you at?",
        expect: "phone",
        saveTo: "contact.phone",
        attempts: 2,
        retryText: "Please write it with the country code, for example +84 901 234 567.",
        timeout: { amount: 6, unit: "hours" },
      }),
      place(0, 370, "lead", "goal", { name: "viewing requested", value: "{{ budget }}" }),
      place(288, 370, "agent", "handoff", {
        text: "Thank you! The agent in charge confirms the time here.",
        note: "{{ kind | default: 'Rent or buy: not said' }}, up to {{ budget | default: '?' }} euros{% if day %}, on {{ day | date: '%d.%m.%Y' }}{% endif %}",
        assignTo: "roundRobin",
        outcomes: [{ id: "agreed", label: "Viewing agreed" }],
        timeout: { amount: 30, unit: "minutes" },
      }),
      place(576, 370, "agreed", "message", {
        blocks: [
          {
            kind: "text",
            id: "agreed",
            text: "See you at the viewing! If something comes up, just write here.",
          },
        ],
        typing: true,
      }),
      place(576, 560, "goOn", "message", {
        blocks: [
          {
            kind: "text",
            id: "more",
            text: "We keep looking for you and write when something fits.",
          },
        ],
        typing: true,
      }),
      place(576, 730, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "Our agents are all at viewings. We write to you this evening.",
          },
        ],
        typing: true,
      }),
      place(864, 500, "willWrite", "end", { note: "To be written to" }),
      place(1152, 220, "givenUp", "end", { note: "No answer" }),
      place(864, 370, "done", "end", { note: "Talked to an agent" }),
    ],
    ways: {
      asks: "kind",
      kind: { "option:rent": "budget", "option:buy": "budget", else: "agent", timeout: "givenUp" },
      budget: { next: "day", else: "agent", timeout: "givenUp" },
      day: { next: "phone", else: "agent", timeout: "givenUp" },
      phone: { next: "lead", else: "lead", timeout: "lead" },
      lead: "agent",
      agent: {
        "outcome:agreed": "agreed",
        next: "goOn",
        timeout: "nobodyFree",
        error: "nobodyFree",
      },
      agreed: "done",
      goOn: "done",
      nobodyFree: "willWrite",
    },
    vi: {
      "kind/text": "Harbour Homes xin chào! Bạn muốn thuê hay mua nhà?",
      "kind/options/0/label": "Thuê",
      "kind/options/1/label": "Mua",
      "budget/text": "Ngân sách của bạn khoảng bao nhiêu euro? Nếu thuê, tính theo tháng.",
      "budget/retryText": "Bạn chỉ cần nhắn một số, ví dụ 900.",
      "day/text": "Ngày nào tiện để bạn đi xem? Ví dụ 14/03/2027.",
      "day/retryText": "Bạn viết ngày giúp theo dạng 14/03/2027 nhé.",
      "phone/text": "Chúng tôi có thể gọi cho bạn qua số điện thoại nào?",
      "phone/retryText": "Bạn viết kèm mã quốc gia giúp nhé, ví dụ +84 901 234 567.",
      "agent/text": "Cảm ơn bạn! Môi giới phụ trách sẽ xác nhận giờ tại đây.",
      "agreed/blocks/0/text": "Hẹn gặp bạn tại buổi xem nhà! Nếu có thay đổi, bạn cứ nhắn ở đây.",
      "goOn/blocks/0/text": "Chúng tôi tiếp tục tìm giúp bạn và sẽ nhắn khi có căn phù hợp.",
      "nobodyFree/blocks/0/text":
        "Các môi giới đều đang đưa khách đi xem. Chúng tôi sẽ nhắn cho bạn tối nay.",
    },
  }),
};
