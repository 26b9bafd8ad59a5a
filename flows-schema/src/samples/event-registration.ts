import type { Sample } from "../sample.ts";
import { contactVariable, drawFlow, place, runVariable } from "./draw-flow.ts";

/** Registers guests for an event, and reminds them the day before. */
export const eventRegistration: Sample = {
  id: "event-registration",
  title: { en: "Event registration", vi: "Đăng ký sự kiện" },
  description: {
    en: "Registers guests from a link or QR code, takes name, e-mail and company, and reminds them on the morning.",
    vi: "Đăng ký khách từ đường dẫn hoặc mã QR, nhận tên, e-mail và nhắc họ vào sáng ngày diễn ra.",
  },
  icon: "ticket",
  flow: drawFlow({
    name: "Event registration",
    variables: [runVariable("guests", "number"), contactVariable("event")],
    nodes: [
      place(0, 0, "fromLink", "trigger.referral", {
        ref: "open-day",
        match: "startsWith",
        channels: [],
      }),
      place(0, 150, "asks", "trigger.keyword", {
        keywords: ["register", "open day", "đăng ký sự kiện", "tham dự"],
        match: "contains",
        channels: [],
        interrupts: false,
      }),
      place(288, 0, "invite", "quickReplies", {
        text: "Our open day is on 12 June 2027 from 10:00, with tours and coffee. Will you come?",
        options: [
          { id: "yes", label: "Yes, I come", synonyms: ["yes", "ok", "sure"] },
          { id: "question", label: "I have a question", synonyms: ["question"] },
          { id: "no", label: "Not this time", synonyms: ["no"] },
        ],
        attempts: 2,
        timeout: { amount: 6, unit: "hours" },
      }),
      place(576, 0, "name", "ask", {
        text: "Wonderful! What name shall we put on the badge?",
        expect: "text",
        saveTo: "contact.name",
        attempts: 1,
        timeout: { amount: 6, unit: "hours" },
      }),
      place(864, 0, "guests", "ask", {
        text: "How many of you are coming, yourself included?",
        expect: "number",
        saveTo: "guests",
        minimum: 1,
        maximum: 10,
        attempts: 2,
        retryText: "A number from 1 to 10, please.",
        timeout: { amount: 6, unit: "hours" },
      }),
      place(1152, 0, "remember", "contact", {
        changes: [
          { action: "addTag", name: "open day", value: "" },
          { action: "setField", name: "event", value: "Open day: {{ guests }} seats" },
        ],
      }),
      place(0, 570, "registered", "goal", { name: "registered", value: "{{ guests }}" }),
      place(288, 570, "confirmed", "message", {
        blocks: [
          {
            kind: "text",
            id: "confirmed",
            text: "You are on the list, {{ contact.name }}: {{ guests }} in all. We will remind you that morning.",
          },
        ],
        typing: true,
      }),
      place(576, 570, "untilThen", "wait", { until: "dateTime", dateTime: "2027-06-12 08:00" }),
      place(864, 570, "remind", "template", {
        name: "open_day_reminder",
        language: "en_US",
        parameters: [{ place: "body", kind: "text", value: "{{ contact.name }}" }],
      }),
      place(864, 220, "pity", "message", {
        blocks: [
          {
            kind: "text",
            id: "pity",
            text: "What a pity. If you change your mind, write “register”.",
          },
        ],
        typing: true,
      }),
      place(1152, 200, "person", "handoff", {
        text: "A colleague answers you in a moment.",
        note: "Asks about the open day",
        assignTo: "anyone",
        timeout: { amount: 15, unit: "minutes" },
      }),
      place(0, 720, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "Everyone is busy with the preparations. We answer as soon as we can.",
          },
        ],
        typing: true,
      }),
      place(288, 780, "willWrite", "end", { note: "To be answered by people" }),
      place(1152, 420, "notComing", "end", { note: "Does not come" }),
      place(1152, 570, "done", "end", { note: "Registered and reminded" }),
    ],
    ways: {
      fromLink: "invite",
      asks: "invite",
      invite: {
        "option:yes": "name",
        "option:question": "person",
        "option:no": "pity",
        else: "person",
        timeout: "notComing",
      },
      name: { next: "guests", else: "person", timeout: "notComing" },
      guests: { next: "remember", else: "person", timeout: "notComing" },
      remember: { next: "registered", error: "registered" },
      registered: "confirmed",
      confirmed: "untilThen",
      untilThen: "remind",
      remind: { next: "done", error: "done" },
      pity: "notComing",
      person: { next: "invite", timeout: "nobodyFree", error: "nobodyFree" },
      nobodyFree: "willWrite",
    },
    vi: {
      "invite/text":
        "Ngày hội mở cửa của chúng tôi diễn ra ngày 12/06/2027 từ 10:00, có tham quan và cà phê. Bạn tham dự chứ?",
      "invite/options/0/label": "Có, tôi đến",
      "invite/options/1/label": "Tôi có câu hỏi",
      "invite/options/2/label": "Lần khác nhé",
      "name/text": "Tuyệt quá! Chúng tôi ghi tên nào trên thẻ ạ?",
      "guests/text": "Có bao nhiêu người đến, kể cả bạn?",
      "guests/retryText": "Bạn vui lòng nhắn một số từ 1 đến 10.",
      "confirmed/blocks/0/text":
        "Đã ghi danh {{ contact.name }}, tổng cộng {{ guests }} người. Chúng tôi sẽ nhắc bạn vào sáng hôm đó.",
      "pity/blocks/0/text": "Tiếc quá. Nếu đổi ý, bạn chỉ cần nhắn “tham dự”.",
      "person/text": "Một đồng nghiệp sẽ trả lời bạn ngay.",
      "nobodyFree/blocks/0/text":
        "Mọi người đang bận chuẩn bị. Chúng tôi sẽ trả lời sớm nhất có thể.",
    },
  }),
};
