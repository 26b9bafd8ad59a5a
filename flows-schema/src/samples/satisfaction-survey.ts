import type { Sample } from "../sample.ts";
import { contactVariable, drawFlow, place, runVariable } from "./draw-flow.ts";

/** Asks how an order went, in two wordings, and cares for those who are unhappy. */
export const satisfactionSurvey: Sample = {
  id: "satisfaction-survey",
  title: { en: "Satisfaction survey", vi: "Khảo sát hài lòng" },
  description: {
    en: "Tests two wordings of one question, asks happy customers for a review and brings unhappy ones to your team.",
    vi: "Thử hai cách hỏi, mời khách hài lòng viết đánh giá và chuyển khách chưa hài lòng cho đội ngũ.",
  },
  icon: "star",
  flow: drawFlow({
    name: "Satisfaction survey",
    variables: [
      runVariable("rating", "number"),
      runVariable("reason"),
      contactVariable("lastRating", "number"),
    ],
    nodes: [
      place(0, 0, "delivered", "trigger.event", { event: "order.delivered" }),
      place(0, 130, "feedback", "trigger.keyword", {
        keywords: ["feedback", "survey", "góp ý", "khảo sát"],
        match: "exact",
        channels: [],
        interrupts: false,
      }),
      place(288, 0, "wording", "abSplit", {
        variants: [
          { id: "friendly", label: "Friendly", weight: 50 },
          { id: "short", label: "Short", weight: 50 },
        ],
        sticky: true,
        mode: "fixed",
        goal: "survey answered",
      }),
      place(576, 0, "friendly", "ask", {
        text: "Hi {{ contact.firstName | default: 'there' }}! Your order should be with you by now. How happy are you with it, from 1 (not at all) to 5 (very)?",
        expect: "rating",
        saveTo: "rating",
        minimum: 1,
        maximum: 5,
        attempts: 2,
        retryText: "A number from 1 to 5 is enough.",
        timeout: { amount: 12, unit: "hours" },
      }),
      place(576, 300, "short", "ask", {
        text: "Your order in one number: 1 (poor) to 5 (great)?",
        expect: "rating",
        saveTo: "rating",
        minimum: 1,
        maximum: 5,
        attempts: 2,
        retryText: "A number from 1 to 5 is enough.",
        timeout: { amount: 12, unit: "hours" },
      }),
      place(864, 0, "answered", "goal", { name: "survey answered", value: "{{ rating }}" }),
      place(864, 130, "anotherTime", "message", {
        blocks: [
          {
            kind: "text",
            id: "later",
            text: "All right. Whenever you feel like telling us, write “feedback”.",
          },
        ],
        typing: true,
      }),
      place(1152, 200, "noAnswer", "end", { note: "No answer" }),
      place(1152, 0, "remember", "contact", {
        changes: [{ action: "setField", name: "lastRating", value: "{{ rating }}" }],
      }),
      place(1440, 0, "howHappy", "condition", {
        branches: [
          {
            id: "happy",
            label: "Happy (4 or 5)",
            condition: {
              match: "all",
              groups: [
                { match: "all", rules: [{ left: "rating", operator: "atLeast", right: "4" }] },
              ],
            },
          },
          {
            id: "unhappy",
            label: "Unhappy (1 or 2)",
            condition: {
              match: "all",
              groups: [
                { match: "all", rules: [{ left: "rating", operator: "atMost", right: "2" }] },
              ],
            },
          },
        ],
      }),
      place(0, 570, "review", "message", {
        blocks: [
          {
            kind: "buttons",
            id: "review",
            text: "That makes our day! Would you tell others, too? It takes a minute.",
            buttons: [
              {
                id: "write",
                label: "Write a review",
                action: "url",
                url: "https://www.example.com/review",
              },
            ],
          },
        ],
        typing: true,
      }),
      place(0, 780, "whatWentWrong", "ask", {
        text: "We are sorry to hear that. What went wrong?",
        expect: "text",
        saveTo: "reason",
        attempts: 1,
        timeout: { amount: 12, unit: "hours" },
      }),
      place(576, 850, "whatIsMissing", "ask", {
        text: "Thank you. What would have made it a five?",
        expect: "text",
        saveTo: "reason",
        attempts: 1,
        timeout: { amount: 12, unit: "hours" },
      }),
      place(288, 570, "promoter", "end", { note: "Asked for a review" }),
      place(288, 670, "tellTeam", "notify", {
        to: "agents",
        address: "",
        text: "{{ contact.name }} gave {{ rating }} of 5: {{ reason | default: 'no reason given' }}",
      }),
      place(864, 750, "thanks", "message", {
        blocks: [
          { kind: "text", id: "thanks", text: "Thank you, that helps us to do better next time." },
        ],
        typing: true,
      }),
      place(576, 570, "care", "handoff", {
        text: "I am asking a colleague to put this right for you.",
        note: "Rated {{ rating }} of 5: {{ reason | default: 'no reason given' }}",
        assignTo: "anyone",
        timeout: { amount: 30, unit: "minutes" },
      }),
      place(1152, 670, "done", "end", { note: "Survey done" }),
      place(864, 570, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "Nobody is free this minute. We have noted it and will come back to you today.",
          },
        ],
        typing: true,
      }),
      place(1152, 570, "willWrite", "end", { note: "To be written to" }),
    ],
    ways: {
      delivered: "wording",
      feedback: "wording",
      wording: { "variant:friendly": "friendly", "variant:short": "short" },
      friendly: { next: "answered", else: "anotherTime", timeout: "noAnswer" },
      short: { next: "answered", else: "anotherTime", timeout: "noAnswer" },
      anotherTime: "noAnswer",
      answered: "remember",
      remember: { next: "howHappy", error: "howHappy" },
      howHappy: {
        "branch:happy": "review",
        "branch:unhappy": "whatWentWrong",
        else: "whatIsMissing",
      },
      review: "promoter",
      whatWentWrong: { next: "tellTeam", else: "tellTeam", timeout: "tellTeam" },
      whatIsMissing: { next: "thanks", else: "thanks", timeout: "done" },
      tellTeam: "care",
      thanks: "done",
      care: { next: "thanks", timeout: "nobodyFree", error: "nobodyFree" },
      nobodyFree: "willWrite",
    },
    vi: {
      "friendly/text":
        "Chào {{ contact.firstName | default: 'bạn' }}! Đơn hàng chắc đã đến tay bạn rồi. Bạn hài lòng đến mức nào, từ 1 (không hài lòng) đến 5 (rất hài lòng)?",
      "friendly/retryText": "Bạn chỉ cần nhắn một số từ 1 đến 5.",
      "short/text": "Bạn chấm đơn hàng mấy điểm: từ 1 (kém) đến 5 (tuyệt vời)?",
      "short/retryText": "Bạn chỉ cần nhắn một số từ 1 đến 5.",
      "anotherTime/blocks/0/text": "Vâng ạ. Khi nào muốn chia sẻ, bạn chỉ cần nhắn “góp ý”.",
      "review/blocks/0/text":
        "Chúng tôi vui lắm! Bạn chia sẻ với mọi người nữa nhé? Chỉ mất một phút thôi.",
      "review/blocks/0/buttons/0/label": "Viết đánh giá",
      "whatWentWrong/text": "Chúng tôi rất tiếc. Điều gì khiến bạn chưa hài lòng?",
      "whatIsMissing/text": "Cảm ơn bạn. Cần thêm điều gì để được năm điểm ạ?",
      "thanks/blocks/0/text": "Cảm ơn bạn, góp ý này giúp chúng tôi làm tốt hơn.",
      "care/text": "Tôi đang nhờ một đồng nghiệp giải quyết việc này cho bạn.",
      "nobodyFree/blocks/0/text":
        "Hiện chưa có ai rảnh. Chúng tôi đã ghi nhận và sẽ liên hệ lại trong hôm nay.",
    },
  }),
};
