import type { Sample } from "../sample.ts";
import { drawFlow, place } from "./draw-flow.ts";

/** Lets an AI answer questions and people answer the rest. */
export const faqWithAi: Sample = {
  id: "faq-with-ai",
  title: { en: "FAQ with AI and live chat", vi: "Hỏi đáp bằng AI và trò chuyện trực tiếp" },
  description: {
    en: "An AI answers from the facts you give it; complaints and whoever asks for a person go to your team.",
    vi: "AI trả lời từ những thông tin bạn cung cấp; khiếu nại và khách muốn gặp người thật được chuyển cho đội ngũ.",
  },
  icon: "sparkles",
  flow: drawFlow({
    name: "FAQ with AI and live chat",
    variables: [],
    nodes: [
      place(0, 200, "anyQuestion", "trigger.any", { kinds: ["text"], channels: [] }),
      place(0, 0, "wantsPerson", "trigger.keyword", {
        keywords: ["agent", "human", "talk to a person", "gặp nhân viên", "tư vấn viên"],
        match: "contains",
        channels: [],
        interrupts: true,
      }),
      place(288, 0, "sort", "classify", {
        text: "{{ message.text }}",
        classes: [
          {
            id: "complaint",
            label: "Complaint",
            description: "the contact is unhappy with something we did, or wants their money back",
          },
          {
            id: "question",
            label: "Question",
            description: "any question about our hotel, prices, rooms or services",
          },
        ],
      }),
      place(576, 170, "assistant", "llm", {
        instructions:
          "You are the front desk of the Hotel Seeblick, warm and brief. Answer in the language of the contact, in two or three sentences, and only from these facts. Breakfast: 7 to 10 (weekends to 11). Check-in from 15:00, check-out by 11:00. Double room from 120 euros with breakfast. Free parking and Wi-Fi. Dogs are welcome (15 euros a night). If you do not know, say so and offer a colleague.",
        mode: "converse",
        exits: [
          {
            id: "human",
            label: "Wants a person",
            when: "the contact asks for a person, is upset, or needs something you cannot do",
          },
          {
            id: "solved",
            label: "Question answered",
            when: "the contact says thanks or goodbye, or has no more questions",
          },
        ],
        extract: [],
        useKnowledge: false,
        maxTurns: 12,
        timeout: { amount: 1, unit: "hours" },
      }),
      place(576, 0, "tellTeam", "notify", {
        to: "agents",
        address: "",
        text: "Complaint from {{ contact.name }}: {{ message.text }}",
      }),
      place(864, 0, "answered", "goal", { name: "question answered" }),
      place(864, 130, "aiFailed", "message", {
        blocks: [
          {
            kind: "text",
            id: "failed",
            text: "I cannot look that up right now, so I am asking a colleague.",
          },
        ],
        typing: true,
      }),
      place(0, 590, "frontDesk", "handoff", {
        text: "I am getting someone from the front desk for you.",
        note: "Last message: {{ message.text }}",
        assignTo: "anyone",
        timeout: { amount: 10, unit: "minutes" },
      }),
      place(0, 860, "bye", "message", {
        blocks: [{ kind: "text", id: "bye", text: "You are welcome. We hope to see you soon!" }],
        typing: true,
      }),
      place(288, 780, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "The front desk is busy. We have your message and will answer as soon as we can.",
          },
        ],
        typing: true,
      }),
      place(288, 590, "handedBack", "message", {
        blocks: [
          {
            kind: "text",
            id: "back",
            text: "I hope my colleague could help. If there is anything else, just ask.",
          },
        ],
        typing: true,
      }),
      place(288, 960, "done", "end", { note: "Answered" }),
      place(576, 700, "open", "end", { note: "To be answered by people" }),
      place(576, 590, "helped", "end", { note: "Answered by people" }),
    ],
    ways: {
      anyQuestion: "sort",
      wantsPerson: "frontDesk",
      sort: {
        "class:complaint": "tellTeam",
        "class:question": "assistant",
        else: "assistant",
        error: "aiFailed",
      },
      assistant: {
        "exit:human": "frontDesk",
        "exit:solved": "answered",
        next: "frontDesk",
        timeout: "done",
        error: "aiFailed",
      },
      tellTeam: "frontDesk",
      answered: "bye",
      bye: "done",
      aiFailed: "frontDesk",
      frontDesk: { next: "handedBack", timeout: "nobodyFree", error: "nobodyFree" },
      nobodyFree: "open",
      handedBack: "helped",
    },
    vi: {
      "aiFailed/blocks/0/text": "Lúc này tôi chưa tra cứu được, để tôi hỏi đồng nghiệp nhé.",
      "frontDesk/text": "Tôi đang mời lễ tân vào hỗ trợ bạn.",
      "bye/blocks/0/text": "Không có gì ạ. Hẹn sớm gặp lại bạn!",
      "nobodyFree/blocks/0/text":
        "Lễ tân đang bận. Chúng tôi đã nhận tin nhắn của bạn và sẽ trả lời sớm nhất có thể.",
      "handedBack/blocks/0/text":
        "Hy vọng đồng nghiệp của tôi đã giúp được bạn. Nếu cần gì thêm, bạn cứ hỏi nhé.",
    },
  }),
};
