import type { Sample } from "../sample.ts";
import { drawFlow, place } from "./draw-flow.ts";

/** Wins subscribers who agreed, rewards them, and lets them go as easily. */
export const optInCampaign: Sample = {
  id: "opt-in-campaign",
  title: { en: "Opt-in campaign", vi: "Chiến dịch đăng ký nhận tin" },
  description: {
    en: "Invites people from a link or keyword to your offers, records their consent, and stops when they say STOP.",
    vi: "Mời khách đến từ đường dẫn hoặc từ khóa đăng ký ưu đãi, ghi nhận sự đồng ý và dừng khi họ nhắn STOP.",
  },
  icon: "speakerphone",
  flow: drawFlow({
    name: "Opt-in campaign",
    variables: [],
    nodes: [
      place(0, 180, "adOrLink", "trigger.referral", {
        ref: "spring-sale",
        match: "startsWith",
        channels: [],
      }),
      place(0, 0, "join", "trigger.keyword", {
        keywords: ["join", "deals", "đăng ký", "ưu đãi"],
        match: "exact",
        channels: [],
        interrupts: false,
      }),
      place(0, 300, "stop", "trigger.keyword", {
        keywords: ["stop", "unsubscribe", "hủy đăng ký"],
        match: "exact",
        channels: [],
        interrupts: true,
      }),
      place(288, 0, "invite", "quickReplies", {
        text: "Would you like our best offers here first? At most one message a week, and STOP ends it at any time.",
        options: [
          { id: "yes", label: "Yes, I agree", synonyms: ["yes", "ok", "sure"] },
          { id: "no", label: "No, thanks", synonyms: ["no"] },
          { id: "question", label: "I have a question", synonyms: ["question"] },
        ],
        attempts: 2,
        retryText: "Please tap Yes or No, so that we do it right.",
        timeout: { amount: 6, unit: "hours" },
      }),
      place(288, 310, "forget", "contact", {
        changes: [
          { action: "optOut", name: "", value: "" },
          { action: "removeTag", name: "offers", value: "" },
        ],
      }),
      place(576, 0, "consent", "contact", {
        changes: [
          { action: "optIn", name: "", value: "" },
          { action: "addTag", name: "offers", value: "" },
        ],
      }),
      place(576, 420, "declined", "message", {
        blocks: [
          {
            kind: "text",
            id: "declined",
            text: "No problem. If you change your mind, write “join”.",
          },
        ],
        typing: true,
      }),
      place(576, 150, "person", "handoff", {
        text: "Of course! A colleague will answer you here.",
        note: "Has a question about the offers",
        assignTo: "anyone",
        timeout: { amount: 15, unit: "minutes" },
      }),
      place(576, 580, "stopped", "message", {
        blocks: [
          {
            kind: "text",
            id: "stopped",
            text: "Done: you will get no more offers from us. Write “join” to come back.",
          },
        ],
        typing: true,
      }),
      place(864, 0, "subscribed", "goal", { name: "opt-in" }),
      place(864, 420, "notNow", "end", { note: "Declined" }),
      place(864, 130, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "Everyone is busy at the moment. We will answer your question as soon as we can.",
          },
        ],
        typing: true,
      }),
      place(864, 580, "left", "end", { note: "Unsubscribed" }),
      place(0, 790, "reward", "message", {
        blocks: [
          {
            kind: "text",
            id: "reward",
            text: "Welcome aboard, {{ contact.firstName | default: 'friend' }}! Here are 10 % for your next order. Your code: WELCOME10",
          },
        ],
        typing: true,
      }),
      place(1152, 130, "willWrite", "end", { note: "To be answered by people" }),
      place(288, 790, "twoDays", "wait", {
        until: "duration",
        duration: { amount: 2, unit: "days" },
      }),
      place(576, 790, "remind", "template", {
        name: "welcome_code_reminder",
        language: "en_US",
        parameters: [
          { place: "body", kind: "text", value: "{{ contact.firstName | default: 'friend' }}" },
        ],
      }),
      place(864, 790, "done", "end", { note: "Subscribed" }),
    ],
    ways: {
      adOrLink: "invite",
      join: "invite",
      stop: "forget",
      invite: {
        "option:yes": "consent",
        "option:no": "declined",
        "option:question": "person",
        else: "person",
        timeout: "notNow",
      },
      consent: "subscribed",
      subscribed: "reward",
      reward: "twoDays",
      twoDays: "remind",
      remind: { next: "done", error: "done" },
      declined: "notNow",
      person: { next: "invite", timeout: "nobodyFree", error: "nobodyFree" },
      nobodyFree: "willWrite",
      forget: "stopped",
      stopped: "left",
    },
    vi: {
      "invite/text":
        "Bạn muốn nhận ưu đãi tốt nhất của chúng tôi tại đây trước tiên chứ? Mỗi tuần tối đa một tin, và nhắn STOP để dừng bất cứ lúc nào.",
      "invite/options/0/label": "Có, tôi đồng ý",
      "invite/options/1/label": "Không, cảm ơn",
      "invite/options/2/label": "Tôi có câu hỏi",
      "invite/retryText": "Bạn vui lòng chọn Có hoặc Không để chúng tôi làm cho đúng nhé.",
      "declined/blocks/0/text": "Không sao ạ. Nếu đổi ý, bạn chỉ cần nhắn “đăng ký”.",
      "person/text": "Vâng ạ! Một đồng nghiệp sẽ trả lời bạn tại đây.",
      "stopped/blocks/0/text":
        "Xong rồi: bạn sẽ không nhận thêm ưu đãi từ chúng tôi. Nhắn “đăng ký” để quay lại.",
      "nobodyFree/blocks/0/text":
        "Hiện mọi người đều bận. Chúng tôi sẽ trả lời câu hỏi của bạn sớm nhất có thể.",
      "reward/blocks/0/text":
        "Chào mừng {{ contact.firstName | default: 'bạn' }}! Tặng bạn 10 % cho đơn hàng tiếp theo. Mã của bạn: WELCOME10",
    },
  }),
};
