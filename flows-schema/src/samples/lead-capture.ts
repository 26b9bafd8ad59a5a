import type { Sample } from "../sample.ts";
import { contactVariable, drawFlow, place, runVariable } from "./draw-flow.ts";

/** Finds out what a visitor wants and how to reach them, and tells the team. */
export const leadCapture: Sample = {
  id: "lead-capture",
  title: { en: "Lead capture", vi: "Thu thập khách hàng tiềm năng" },
  description: {
    en: "Welcomes visitors, finds out what they are planning and how to reach them, and tells your team.",
    vi: "Chào khách, tìm hiểu họ cần gì và cách liên hệ, rồi báo cho đội ngũ của bạn.",
  },
  icon: "user-plus",
  flow: drawFlow({
    name: "Lead capture",
    variables: [runVariable("project"), contactVariable("interest")],
    nodes: [
      place(0, 0, "welcome", "trigger.welcome", { channels: [] }),
      place(0, 100, "asksForQuote", "trigger.keyword", {
        keywords: ["quote", "quotes", "offer", "offers", "price", "prices", "báo giá", "tư vấn"],
        match: "contains",
        channels: [],
        interrupts: false,
      }),
      place(288, 0, "hello", "message", {
        blocks: [
          {
            kind: "text",
            id: "hello",
            text: "Hi {{ contact.firstName | default: 'there' }}! Welcome to Brightside Interiors. Two quick questions, and our free planning guide is yours.",
          },
        ],
        typing: true,
      }),
      place(576, 0, "project", "quickReplies", {
        text: "What are you planning?",
        options: [
          { id: "kitchen", label: "A new kitchen", synonyms: ["kitchen", "new kitchen"] },
          { id: "bathroom", label: "A bathroom", synonyms: ["bathroom", "bath", "new bathroom"] },
          {
            id: "home",
            label: "The whole home",
            synonyms: ["home", "house", "flat", "everything"],
          },
        ],
        saveTo: "project",
        attempts: 2,
        retryText: "Please tap the answer that comes closest.",
        timeout: { amount: 4, unit: "hours" },
      }),
      place(864, 0, "email", "ask", {
        text: "Lovely! Which e-mail address may we send the guide to?",
        expect: "email",
        saveTo: "contact.email",
        attempts: 3,
        retryText: "That does not look like an e-mail address. Could you check it?",
        timeout: { amount: 4, unit: "hours" },
      }),
      place(1152, 150, "reminder", "message", {
        blocks: [
          {
            kind: "text",
            id: "reminder",
            text: "No hurry! Whenever you are ready, write “quote” and we will pick up from here.",
          },
        ],
        typing: true,
      }),
      place(1152, 0, "remember", "contact", {
        changes: [
          { action: "addTag", name: "lead", value: "" },
          { action: "setField", name: "interest", value: "{{ project }}" },
        ],
      }),
      place(1440, 130, "later", "end", { note: "Left without an answer" }),
      place(1440, 0, "lead", "goal", { name: "lead" }),
      place(0, 370, "tellTeam", "notify", {
        to: "agents",
        address: "",
        text: "New lead: {{ contact.name }} ({{ contact.email }}), planning: {{ project }}",
      }),
      place(288, 370, "thanks", "quickReplies", {
        text: "Thank you! The guide is on its way to {{ contact.email }}. Would you like to talk to a designer now?",
        options: [
          { id: "yes", label: "Yes, please", synonyms: ["yes", "ok", "sure"] },
          { id: "no", label: "Not now", synonyms: ["no", "no, thanks", "later"] },
        ],
        attempts: 2,
        timeout: { amount: 4, unit: "hours" },
      }),
      place(864, 370, "bye", "message", {
        blocks: [
          { kind: "text", id: "bye", text: "All right. Enjoy planning, and write any time!" },
        ],
        typing: true,
      }),
      place(576, 370, "designer", "handoff", {
        text: "One moment, I am getting one of our designers.",
        note: "Planning: {{ project | default: 'not said yet' }}. E-mail: {{ contact.email | default: 'unknown' }}",
        assignTo: "anyone",
        timeout: { amount: 15, unit: "minutes" },
      }),
      place(1152, 370, "done", "end", { note: "Lead captured" }),
      place(864, 530, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "Everyone is with a customer right now. We will write to you as soon as we can.",
          },
        ],
        typing: true,
      }),
      place(1152, 470, "calledBack", "end", { note: "To be called back" }),
    ],
    ways: {
      welcome: "hello",
      asksForQuote: "hello",
      hello: "project",
      project: {
        "option:kitchen": "email",
        "option:bathroom": "email",
        "option:home": "email",
        else: "designer",
        timeout: "reminder",
      },
      email: { next: "remember", else: "designer", timeout: "reminder" },
      reminder: "later",
      remember: { next: "lead", error: "lead" },
      lead: "tellTeam",
      tellTeam: "thanks",
      thanks: { "option:yes": "designer", "option:no": "bye", else: "designer", timeout: "done" },
      bye: "done",
      designer: { next: "bye", timeout: "nobodyFree", error: "nobodyFree" },
      nobodyFree: "calledBack",
    },
    vi: {
      "hello/blocks/0/text":
        "Chào {{ contact.firstName | default: 'bạn' }}! Brightside Interiors rất vui được gặp bạn. Chỉ hai câu hỏi ngắn, và bạn sẽ nhận được cẩm nang thiết kế miễn phí.",
      "project/text": "Bạn đang dự định làm gì?",
      "project/options/0/label": "Làm bếp mới",
      "project/options/1/label": "Làm phòng tắm",
      "project/options/2/label": "Cả căn nhà",
      "project/retryText": "Bạn vui lòng chọn câu trả lời gần đúng nhất nhé.",
      "email/text": "Tuyệt quá! Chúng tôi gửi cẩm nang đến địa chỉ e-mail nào được ạ?",
      "email/retryText": "Địa chỉ e-mail này có vẻ chưa đúng. Bạn kiểm tra lại giúp nhé?",
      "reminder/blocks/0/text":
        "Không vội đâu ạ! Khi nào sẵn sàng, bạn chỉ cần nhắn “báo giá” là ta tiếp tục.",
      "thanks/text":
        "Cảm ơn bạn! Cẩm nang đang được gửi đến {{ contact.email }}. Bạn có muốn trò chuyện với nhà thiết kế ngay bây giờ không?",
      "thanks/options/0/label": "Có, xin mời",
      "thanks/options/1/label": "Để sau",
      "bye/blocks/0/text": "Vâng ạ. Chúc bạn lên ý tưởng thật vui, cần gì cứ nhắn nhé!",
      "designer/text": "Bạn chờ chút, tôi đang mời nhà thiết kế vào cuộc trò chuyện.",
      "nobodyFree/blocks/0/text":
        "Hiện mọi người đều đang bận với khách. Chúng tôi sẽ nhắn lại cho bạn sớm nhất có thể.",
    },
  }),
};
