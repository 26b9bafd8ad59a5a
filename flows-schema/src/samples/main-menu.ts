import type { Sample } from "../sample.ts";
import { drawFlow, place } from "./draw-flow.ts";

/** Answers the three questions that every shop gets, without any AI. */
export const mainMenu: Sample = {
  id: "main-menu",
  title: { en: "Main menu", vi: "Menu chính" },
  description: {
    en: "Greets whoever writes, answers the usual questions from a menu and brings in a person for the rest.",
    vi: "Chào bất kỳ ai nhắn tin, trả lời các câu hỏi thường gặp từ menu và chuyển phần còn lại cho nhân viên.",
  },
  icon: "list",
  flow: drawFlow({
    name: "Main menu",
    variables: [],
    nodes: [
      place(0, 0, "anyMessage", "trigger.any", { kinds: ["text"], channels: [] }),
      place(288, 0, "menu", "quickReplies", {
        text: "Hello{% if contact.firstName %} {{ contact.firstName }}{% endif %}, this is Corner Bakery! What would you like to know?",
        options: [
          { id: "hours", label: "Opening hours", synonyms: ["hours", "open", "opening"] },
          { id: "place", label: "Where you are", synonyms: ["where", "where are you", "address"] },
          { id: "person", label: "Talk to a person", synonyms: ["person", "human", "agent"] },
        ],
        attempts: 2,
        retryText: "Please tap one of these, or write “person”.",
        timeout: { amount: 2, unit: "hours" },
      }),
      place(576, 0, "hours", "message", {
        blocks: [
          {
            kind: "text",
            id: "hours",
            text: "We bake from Tuesday to Sunday, 7:00 to 18:00. On Mondays the oven rests.",
          },
        ],
        typing: true,
      }),
      place(576, 190, "address", "message", {
        blocks: [
          {
            kind: "text",
            id: "address",
            text: "12 Mill Lane, right beside the church. The bus stops at the door.",
          },
        ],
        typing: true,
      }),
      place(864, 0, "more", "quickReplies", {
        text: "Anything else?",
        options: [
          { id: "menu", label: "Back to the menu", synonyms: ["menu", "yes"] },
          { id: "no", label: "No, thanks", synonyms: ["no", "bye"] },
        ],
        attempts: 1,
        timeout: { amount: 2, unit: "hours" },
      }),
      place(288, 400, "bye", "message", {
        blocks: [{ kind: "text", id: "bye", text: "See you soon, and enjoy your bread!" }],
        typing: true,
      }),
      place(0, 400, "person", "handoff", {
        text: "I am calling someone from the counter.",
        note: "Wrote: {{ message.text }}",
        assignTo: "anyone",
        timeout: { amount: 10, unit: "minutes" },
      }),
      place(288, 570, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "Our hands are in the dough right now. We will write back to you today.",
          },
        ],
        typing: true,
      }),
      place(576, 530, "willWrite", "end", { note: "To be written to" }),
      place(576, 400, "done", "end", { note: "Answered" }),
    ],
    ways: {
      anyMessage: "menu",
      menu: {
        "option:hours": "hours",
        "option:place": "address",
        "option:person": "person",
        else: "person",
        timeout: "done",
      },
      hours: "more",
      address: "more",
      more: { "option:menu": "menu", "option:no": "bye", else: "person", timeout: "done" },
      bye: "done",
      person: { next: "bye", timeout: "nobodyFree", error: "nobodyFree" },
      nobodyFree: "willWrite",
    },
    vi: {
      "menu/text":
        "Chào{% if contact.firstName %} {{ contact.firstName }}{% endif %}, tiệm bánh Corner Bakery đây ạ! Bạn muốn hỏi điều gì?",
      "menu/options/0/label": "Giờ mở cửa",
      "menu/options/1/label": "Địa chỉ",
      "menu/options/2/label": "Gặp nhân viên",
      "menu/retryText": "Bạn vui lòng chọn một mục, hoặc nhắn “nhân viên” nhé.",
      "hours/blocks/0/text":
        "Tiệm mở cửa từ thứ Ba đến Chủ nhật, 7:00 đến 18:00. Thứ Hai lò nghỉ ạ.",
      "address/blocks/0/text": "Số 12 Mill Lane, ngay cạnh nhà thờ. Xe buýt dừng trước cửa.",
      "more/text": "Bạn còn cần gì nữa không?",
      "more/options/0/label": "Về menu",
      "more/options/1/label": "Không, cảm ơn",
      "bye/blocks/0/text": "Hẹn gặp lại, chúc bạn ngon miệng!",
      "person/text": "Tôi đang gọi một bạn ở quầy.",
      "nobodyFree/blocks/0/text":
        "Chúng tôi đang bận tay nhào bột. Chúng tôi sẽ nhắn lại cho bạn trong hôm nay.",
    },
  }),
};
