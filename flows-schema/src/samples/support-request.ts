import type { Sample } from "../sample.ts";
import { drawFlow, place, runVariable } from "./draw-flow.ts";

/** Collects what an agent needs to know before one joins, with a picture and a priority. */
export const supportRequest: Sample = {
  id: "support-request",
  title: { en: "Support request", vi: "Yêu cầu hỗ trợ" },
  description: {
    en: "Asks what is wrong and for a picture, hands urgent cases over first, and follows how they ended.",
    vi: "Hỏi vấn đề và xin ảnh chụp, ưu tiên chuyển các trường hợp gấp và theo dõi kết quả xử lý.",
  },
  icon: "lifebuoy",
  flow: drawFlow({
    name: "Support request",
    variables: [runVariable("problem"), runVariable("picture", "object"), runVariable("urgent")],
    nodes: [
      place(0, 0, "asksForHelp", "trigger.keyword", {
        keywords: [
          "support",
          "broken",
          "does not work",
          "problem",
          "hỗ trợ",
          "bị hỏng",
          "trục trặc",
        ],
        match: "contains",
        channels: [],
        interrupts: false,
      }),
      place(288, 0, "problem", "ask", {
        text: "I am sorry to hear that. What exactly is happening? Write as much as you like.",
        expect: "text",
        saveTo: "problem",
        attempts: 1,
        collect: { amount: 20, unit: "seconds" },
        timeout: { amount: 4, unit: "hours" },
      }),
      place(576, 0, "wantsPicture", "quickReplies", {
        text: "Thank you. Do you have a picture of it?",
        options: [
          { id: "yes", label: "Yes, I send it", synonyms: ["yes", "here"] },
          { id: "no", label: "No", synonyms: ["no"] },
        ],
        attempts: 1,
        timeout: { amount: 1, unit: "hours" },
      }),
      place(864, 0, "picture", "ask", {
        text: "Please send it here.",
        expect: "file",
        saveTo: "picture",
        attempts: 2,
        retryText: "I need a picture or a file for that.",
        timeout: { amount: 1, unit: "hours" },
      }),
      place(1152, 0, "urgent", "quickReplies", {
        text: "Can you still work meanwhile?",
        options: [
          { id: "yes", label: "Yes", synonyms: ["yes"] },
          { id: "no", label: "No, it is urgent", synonyms: ["no", "urgent"] },
        ],
        saveTo: "urgent",
        attempts: 1,
        timeout: { amount: 1, unit: "hours" },
      }),
      place(0, 400, "urgentCase", "handoff", {
        text: "Understood. A technician takes over first thing.",
        note: "URGENT. {{ problem }}",
        assignTo: "anyone",
        priority: "urgent",
        outcomes: [{ id: "solved", label: "Solved" }],
        timeout: { amount: 15, unit: "minutes" },
      }),
      place(0, 650, "case", "handoff", {
        text: "Thank you, that helps. A colleague looks at it and answers here.",
        note: "{{ problem | default: 'Not described' }}",
        assignTo: "anyone",
        outcomes: [{ id: "solved", label: "Solved" }],
        timeout: { amount: 2, unit: "hours" },
      }),
      place(288, 400, "solved", "goal", { name: "support solved" }),
      place(288, 550, "stillOpen", "message", {
        blocks: [
          {
            kind: "text",
            id: "open",
            text: "We go on working on it and write to you as soon as there is news.",
          },
        ],
        typing: true,
      }),
      place(288, 740, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "All technicians are busy. Your case is noted, and we write to you today.",
          },
        ],
        typing: true,
      }),
      place(576, 520, "tellTeam", "notify", {
        to: "agents",
        address: "",
        text: "Nobody took the case of {{ contact.name }}: {{ problem | default: 'not described' }}",
      }),
      place(576, 250, "givenUp", "end", { note: "Not described" }),
      place(576, 400, "done", "end", { note: "Solved" }),
      place(864, 400, "open", "end", { note: "Still open" }),
    ],
    ways: {
      asksForHelp: "problem",
      problem: { next: "wantsPicture", else: "case", timeout: "givenUp" },
      wantsPicture: {
        "option:yes": "picture",
        "option:no": "urgent",
        else: "urgent",
        timeout: "case",
      },
      picture: { next: "urgent", else: "urgent", timeout: "case" },
      urgent: { "option:yes": "case", "option:no": "urgentCase", else: "case", timeout: "case" },
      urgentCase: {
        "outcome:solved": "solved",
        next: "stillOpen",
        timeout: "nobodyFree",
        error: "nobodyFree",
      },
      case: {
        "outcome:solved": "solved",
        next: "stillOpen",
        timeout: "nobodyFree",
        error: "nobodyFree",
      },
      solved: "done",
      stillOpen: "open",
      nobodyFree: "tellTeam",
      tellTeam: "open",
    },
    vi: {
      "problem/text":
        "Rất tiếc vì sự cố này. Cụ thể chuyện gì đang xảy ra ạ? Bạn cứ viết thoải mái.",
      "wantsPicture/text": "Cảm ơn bạn. Bạn có ảnh chụp không?",
      "wantsPicture/options/0/label": "Có, tôi gửi ngay",
      "wantsPicture/options/1/label": "Không",
      "picture/text": "Bạn gửi ảnh vào đây giúp nhé.",
      "picture/retryText": "Bạn vui lòng gửi một ảnh hoặc tệp nhé.",
      "urgent/text": "Trong lúc đó bạn vẫn làm việc được chứ?",
      "urgent/options/0/label": "Vẫn được",
      "urgent/options/1/label": "Không, rất gấp",
      "urgentCase/text": "Tôi hiểu. Kỹ thuật viên sẽ xử lý trước tiên.",
      "case/text":
        "Cảm ơn bạn, vậy là đủ thông tin. Đồng nghiệp của tôi sẽ xem và trả lời tại đây.",
      "stillOpen/blocks/0/text": "Chúng tôi vẫn đang xử lý và sẽ nhắn cho bạn ngay khi có tin.",
      "nobodyFree/blocks/0/text":
        "Các kỹ thuật viên đều đang bận. Trường hợp của bạn đã được ghi nhận, chúng tôi sẽ nhắn lại trong hôm nay.",
    },
  }),
};
