import type { Sample } from "../sample.ts";
import { drawFlow, place, runVariable } from "./draw-flow.ts";

/** Recommends a product by two questions. */
export const productFinder: Sample = {
  id: "product-finder",
  title: { en: "Product finder", vi: "Gợi ý sản phẩm" },
  description: {
    en: "Asks two questions, shows what fits best with a link to buy it, and offers advice by a person.",
    vi: "Hỏi hai câu, gợi ý sản phẩm phù hợp kèm đường dẫn mua hàng và mời nhân viên tư vấn.",
  },
  icon: "wand",
  flow: drawFlow({
    name: "Product finder",
    variables: [runVariable("use"), runVariable("budget", "number")],
    nodes: [
      place(0, 0, "asks", "trigger.keyword", {
        keywords: ["bike", "bikes", "recommend", "which bike", "xe đạp", "tư vấn xe"],
        match: "contains",
        channels: [],
        interrupts: false,
      }),
      place(288, 0, "use", "quickReplies", {
        text: "Let us find your bike! Where will you ride most?",
        options: [
          { id: "city", label: "In the city", synonyms: ["city", "work", "commute"] },
          { id: "trail", label: "On trails", synonyms: ["trail", "forest", "mountain"] },
        ],
        saveTo: "use",
        attempts: 2,
        retryText: "Please tap what comes closest.",
        timeout: { amount: 4, unit: "hours" },
      }),
      place(576, 0, "budget", "ask", {
        text: "And how much may it cost, in euros?",
        expect: "number",
        saveTo: "budget",
        minimum: 100,
        maximum: 20000,
        attempts: 2,
        retryText: "A number such as 800 is enough.",
        timeout: { amount: 4, unit: "hours" },
      }),
      place(864, 0, "whichBike", "condition", {
        branches: [
          {
            id: "trail",
            label: "Trails",
            condition: {
              match: "all",
              groups: [
                { match: "all", rules: [{ left: "use", operator: "equals", right: "On trails" }] },
              ],
            },
          },
          {
            id: "electric",
            label: "City, from 1,500",
            condition: {
              match: "all",
              groups: [
                { match: "all", rules: [{ left: "budget", operator: "atLeast", right: "1500" }] },
              ],
            },
          },
        ],
      }),
      place(1152, 0, "trailBike", "message", {
        blocks: [
          {
            kind: "buttons",
            id: "trail",
            text: "Then take the Ridge 29: light, with good brakes, from 690 euros.",
            buttons: [
              {
                id: "see",
                label: "See the Ridge 29",
                action: "url",
                url: "https://www.example.com/ridge-29",
              },
            ],
          },
        ],
        typing: true,
      }),
      place(1152, 190, "electricBike", "message", {
        blocks: [
          {
            kind: "buttons",
            id: "electric",
            text: "Then take the Volt City: it helps you uphill, from 1,490 euros.",
            buttons: [
              {
                id: "see",
                label: "See the Volt City",
                action: "url",
                url: "https://www.example.com/volt-city",
              },
            ],
          },
        ],
        typing: true,
      }),
      place(1152, 380, "cityBike", "message", {
        blocks: [
          {
            kind: "buttons",
            id: "city",
            text: "Then take the Metro 7: seven gears and mudguards, from 420 euros.",
            buttons: [
              {
                id: "see",
                label: "See the Metro 7",
                action: "url",
                url: "https://www.example.com/metro-7",
              },
            ],
          },
        ],
        typing: true,
      }),
      place(0, 590, "recommended", "goal", { name: "product recommended" }),
      place(288, 590, "more", "quickReplies", {
        text: "Would you like to try it, or hear another opinion?",
        options: [
          { id: "adviser", label: "Talk to an adviser", synonyms: ["person", "adviser", "yes"] },
          { id: "again", label: "Start again", synonyms: ["again", "other"] },
          { id: "no", label: "No, thanks", synonyms: ["no"] },
        ],
        attempts: 1,
        timeout: { amount: 4, unit: "hours" },
      }),
      place(864, 590, "bye", "message", {
        blocks: [{ kind: "text", id: "bye", text: "Have a good ride!" }],
        typing: true,
      }),
      place(576, 590, "adviser", "handoff", {
        text: "One moment, an adviser is coming.",
        note: "Rides: {{ use | default: 'not said' }}, budget: {{ budget | default: 'not said' }}",
        assignTo: "anyone",
        timeout: { amount: 10, unit: "minutes" },
      }),
      place(864, 740, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "Everyone is in the workshop. We will write to you as soon as we can.",
          },
        ],
        typing: true,
      }),
      place(1152, 720, "willWrite", "end", { note: "To be written to" }),
      place(1152, 590, "done", "end", { note: "Recommended" }),
    ],
    ways: {
      asks: "use",
      use: { "option:city": "budget", "option:trail": "budget", else: "adviser", timeout: "done" },
      budget: { next: "whichBike", else: "adviser", timeout: "done" },
      whichBike: {
        "branch:trail": "trailBike",
        "branch:electric": "electricBike",
        else: "cityBike",
      },
      trailBike: "recommended",
      electricBike: "recommended",
      cityBike: "recommended",
      recommended: "more",
      more: {
        "option:adviser": "adviser",
        "option:again": "use",
        "option:no": "bye",
        else: "adviser",
        timeout: "done",
      },
      bye: "done",
      adviser: { next: "bye", timeout: "nobodyFree", error: "nobodyFree" },
      nobodyFree: "willWrite",
    },
    vi: {
      "use/text": "Cùng tìm chiếc xe hợp với bạn nhé! Bạn đi ở đâu nhiều nhất?",
      "use/options/0/label": "Trong phố",
      "use/options/1/label": "Đường mòn",
      "use/retryText": "Bạn vui lòng chọn câu gần đúng nhất nhé.",
      "budget/text": "Bạn dự định chi khoảng bao nhiêu euro?",
      "budget/retryText": "Bạn chỉ cần nhắn một số, ví dụ 800.",
      "trailBike/blocks/0/text": "Bạn nên chọn Ridge 29: nhẹ, phanh tốt, từ 690 euro.",
      "trailBike/blocks/0/buttons/0/label": "Xem Ridge 29",
      "electricBike/blocks/0/text": "Bạn nên chọn Volt City: trợ lực khi lên dốc, từ 1.490 euro.",
      "electricBike/blocks/0/buttons/0/label": "Xem Volt City",
      "cityBike/blocks/0/text": "Bạn nên chọn Metro 7: bảy số, có chắn bùn, từ 420 euro.",
      "cityBike/blocks/0/buttons/0/label": "Xem Metro 7",
      "more/text": "Bạn muốn đi thử, hay nghe thêm ý kiến?",
      "more/options/0/label": "Gặp tư vấn viên",
      "more/options/1/label": "Chọn lại",
      "more/options/2/label": "Không, cảm ơn",
      "bye/blocks/0/text": "Chúc bạn đạp xe vui vẻ!",
      "adviser/text": "Bạn chờ chút, tư vấn viên đang vào.",
      "nobodyFree/blocks/0/text":
        "Mọi người đang ở xưởng. Chúng tôi sẽ nhắn cho bạn sớm nhất có thể.",
    },
  }),
};
