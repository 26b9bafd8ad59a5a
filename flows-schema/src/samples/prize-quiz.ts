import type { Sample } from "../sample.ts";
import { contactVariable, drawFlow, place, runVariable } from "./draw-flow.ts";

/** A quiz with a score, and a code for those who know it all. */
export const prizeQuiz: Sample = {
  id: "prize-quiz",
  title: { en: "Prize quiz", vi: "Đố vui có thưởng" },
  description: {
    en: "Two quick questions with a score, a code for the best, and an e-mail address for the draw.",
    vi: "Hai câu hỏi nhanh có tính điểm, mã quà cho người giỏi nhất và e-mail để bốc thăm.",
  },
  icon: "trophy",
  flow: drawFlow({
    name: "Prize quiz",
    variables: [runVariable("score", "number"), contactVariable("quizScore", "number")],
    nodes: [
      place(0, 0, "joins", "trigger.keyword", {
        keywords: ["quiz", "play", "đố vui", "chơi"],
        match: "exact",
        channels: [],
        interrupts: false,
      }),
      place(288, 0, "begin", "setVariable", {
        assignments: [{ variable: "score", operation: "set", value: "0", as: "number" }],
      }),
      place(576, 0, "first", "quickReplies", {
        text: "Two questions, one prize. First: where does coffee come from?",
        options: [
          { id: "right", label: "Ethiopia", synonyms: ["ethiopia"] },
          { id: "wrong", label: "Brazil", synonyms: ["brazil"] },
        ],
        attempts: 2,
        timeout: { amount: 1, unit: "hours" },
      }),
      place(864, 0, "firstPoint", "setVariable", {
        assignments: [{ variable: "score", operation: "add", value: "1", as: "number" }],
      }),
      place(1152, 0, "second", "quickReplies", {
        text: "Second: which of these is a filter coffee?",
        options: [
          { id: "wrong", label: "Ristretto", synonyms: ["ristretto"] },
          { id: "right", label: "Pour-over", synonyms: ["pour over", "pourover"] },
        ],
        attempts: 2,
        timeout: { amount: 1, unit: "hours" },
      }),
      place(0, 290, "secondPoint", "setVariable", {
        assignments: [{ variable: "score", operation: "add", value: "1", as: "number" }],
      }),
      place(288, 290, "result", "condition", {
        branches: [
          {
            id: "all",
            label: "All right",
            condition: {
              match: "all",
              groups: [
                { match: "all", rules: [{ left: "score", operator: "atLeast", right: "2" }] },
              ],
            },
          },
        ],
      }),
      place(576, 290, "won", "message", {
        blocks: [
          {
            kind: "text",
            id: "won",
            text: "{{ score }} of 2: you know your coffee! Show BEANS20 at the counter for 20 % off.",
          },
        ],
        typing: true,
      }),
      place(576, 480, "almost", "message", {
        blocks: [
          {
            kind: "text",
            id: "almost",
            text: "{{ score }} of 2, nicely tried! You are still in the draw for a bag of beans.",
          },
        ],
        typing: true,
      }),
      place(864, 290, "email", "ask", {
        text: "Which e-mail address shall we write to if you win the draw?",
        expect: "email",
        saveTo: "contact.email",
        attempts: 2,
        retryText: "That does not look like an e-mail address. Could you check it?",
        timeout: { amount: 4, unit: "hours" },
      }),
      place(1152, 290, "remember", "contact", {
        changes: [
          { action: "addTag", name: "quiz", value: "" },
          { action: "setField", name: "quizScore", value: "{{ score }}" },
        ],
      }),
      place(0, 740, "entered", "goal", { name: "quiz finished", value: "{{ score }}" }),
      place(288, 740, "luck", "message", {
        blocks: [{ kind: "text", id: "luck", text: "You are in. Good luck!" }],
        typing: true,
      }),
      place(1152, 490, "barista", "handoff", {
        text: "Let me ask one of our baristas.",
        note: "In the quiz, score: {{ score }}",
        assignTo: "anyone",
        timeout: { amount: 10, unit: "minutes" },
      }),
      place(0, 890, "left", "end", { note: "Left the quiz" }),
      place(576, 740, "done", "end", { note: "Finished" }),
    ],
    ways: {
      joins: "begin",
      begin: { next: "first", error: "left" },
      first: {
        "option:right": "firstPoint",
        "option:wrong": "second",
        else: "barista",
        timeout: "left",
      },
      firstPoint: { next: "second", error: "second" },
      second: {
        "option:wrong": "result",
        "option:right": "secondPoint",
        else: "barista",
        timeout: "left",
      },
      secondPoint: { next: "result", error: "result" },
      result: { "branch:all": "won", else: "almost" },
      won: "email",
      almost: "email",
      email: { next: "remember", else: "barista", timeout: "left" },
      remember: { next: "entered", error: "entered" },
      entered: "luck",
      luck: "done",
      barista: { next: "email", timeout: "left", error: "left" },
    },
    vi: {
      "first/text": "Hai câu hỏi, một phần quà. Câu một: cà phê có nguồn gốc từ đâu?",
      "first/options/0/label": "Ethiopia",
      "first/options/1/label": "Brazil",
      "second/text": "Câu hai: đâu là cà phê pha lọc?",
      "second/options/0/label": "Ristretto",
      "second/options/1/label": "Pour-over",
      "won/blocks/0/text":
        "{{ score }} trên 2 điểm: bạn rành cà phê quá! Đưa mã BEANS20 tại quầy để được giảm 20 %.",
      "almost/blocks/0/text":
        "{{ score }} trên 2 điểm, rất cố gắng! Bạn vẫn có tên trong danh sách bốc thăm một túi cà phê.",
      "email/text": "Nếu bạn trúng thưởng, chúng tôi viết đến địa chỉ e-mail nào?",
      "email/retryText": "Địa chỉ e-mail này có vẻ chưa đúng. Bạn kiểm tra lại giúp nhé?",
      "luck/blocks/0/text": "Bạn đã có tên trong danh sách. Chúc may mắn!",
      "barista/text": "Để tôi hỏi một bạn pha chế nhé.",
    },
  }),
};
