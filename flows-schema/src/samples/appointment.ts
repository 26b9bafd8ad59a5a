import type { Sample } from "../sample.ts";
import { drawFlow, place, runVariable } from "./draw-flow.ts";

/** Takes a request for an appointment and reminds the contact on the day. */
export const appointment: Sample = {
  id: "appointment",
  title: { en: "Appointment", vi: "Đặt lịch hẹn" },
  description: {
    en: "Takes the service, day and time, confirms them, tells your team and reminds the customer on the day.",
    vi: "Nhận dịch vụ, ngày và giờ, xác nhận lại, báo cho đội ngũ và nhắc khách vào ngày hẹn.",
  },
  icon: "calendar-plus",
  flow: drawFlow({
    name: "Appointment",
    variables: [runVariable("service"), runVariable("day", "date"), runVariable("time")],
    nodes: [
      place(0, 0, "wantsAppointment", "trigger.keyword", {
        keywords: [
          "appointment",
          "appointments",
          "book",
          "booking",
          "đặt lịch",
          "đặt hẹn",
          "lịch hẹn",
        ],
        match: "contains",
        channels: [],
        interrupts: true,
      }),
      place(0, 200, "menu", "trigger.postback", { payload: "BOOK_APPOINTMENT", channels: [] }),
      place(288, 0, "service", "quickReplies", {
        text: "Happy to find you a time at Salon Linden! What would you like?",
        options: [
          { id: "cut", label: "Haircut", synonyms: ["cut"] },
          { id: "colour", label: "Colouring", synonyms: ["color", "colour"] },
          { id: "advice", label: "Consultation", synonyms: ["advice"] },
        ],
        saveTo: "service",
        attempts: 2,
        retryText: "Please choose one of these.",
        timeout: { amount: 2, unit: "hours" },
      }),
      place(576, 0, "day", "ask", {
        text: "Which day suits you? For example 2027-03-14.",
        expect: "date",
        saveTo: "day",
        attempts: 3,
        retryText: "I did not understand that date. Please write it like 2027-03-14.",
        timeout: { amount: 2, unit: "hours" },
      }),
      place(864, 0, "time", "ask", {
        text: "And what time? We are open from 9:00 to 18:00.",
        expect: "time",
        saveTo: "time",
        attempts: 3,
        retryText: "Please write the time like 14:30.",
        timeout: { amount: 2, unit: "hours" },
      }),
      place(0, 840, "givenUp", "end", { note: "Not booked" }),
      place(1152, 0, "confirm", "quickReplies", {
        text: "{{ service }} on {{ day | date: '%d.%m.%Y' }} at {{ time }}. Is that right?",
        options: [
          { id: "yes", label: "Yes, book it", synonyms: ["yes", "ok", "right"] },
          { id: "change", label: "Change it", synonyms: ["no", "change"] },
        ],
        attempts: 2,
        timeout: { amount: 2, unit: "hours" },
      }),
      place(0, 530, "person", "handoff", {
        text: "Let me get a colleague who can help you with that.",
        note: "Service: {{ service | default: 'something else' }}{% if day %}, on {{ day | date: '%d.%m.%Y' }}{% endif %}",
        assignTo: "roundRobin",
        timeout: { amount: 10, unit: "minutes" },
      }),
      place(0, 360, "tellTeam", "notify", {
        to: "agents",
        address: "",
        text: "Appointment: {{ contact.name }}, {{ service }}, {{ day | date: '%d.%m.%Y' }} at {{ time }}",
      }),
      place(288, 560, "helped", "message", {
        blocks: [
          {
            kind: "text",
            id: "helped",
            text: "I hope my colleague could help. We look forward to seeing you!",
          },
        ],
        typing: true,
      }),
      place(288, 740, "nobodyFree", "message", {
        blocks: [
          {
            kind: "text",
            id: "sorry",
            text: "We are all busy with scissors in hand. We will write back to you today.",
          },
        ],
        typing: true,
      }),
      place(288, 360, "booked", "message", {
        blocks: [
          {
            kind: "text",
            id: "booked",
            text: "Booked! We look forward to seeing you. If something comes up, just write “appointment” again.",
          },
        ],
        typing: true,
      }),
      place(576, 510, "settled", "end", { note: "Settled by a colleague" }),
      place(576, 610, "willWrite", "end", { note: "To be written to" }),
      place(576, 360, "untilTheDay", "wait", {
        until: "dateTime",
        dateTime: "{{ day | date: '%Y-%m-%d' }} 08:00",
      }),
      place(864, 360, "remind", "template", {
        name: "appointment_reminder",
        language: "en_US",
        parameters: [
          { place: "body", kind: "text", value: "{{ contact.firstName | default: 'there' }}" },
          { place: "body", kind: "text", value: "{{ time }}" },
        ],
      }),
      place(1152, 360, "done", "end", { note: "Booked and reminded" }),
    ],
    ways: {
      wantsAppointment: "service",
      menu: "service",
      service: {
        "option:cut": "day",
        "option:colour": "day",
        "option:advice": "day",
        else: "person",
        timeout: "givenUp",
      },
      day: { next: "time", else: "person", timeout: "givenUp" },
      time: { next: "confirm", else: "person", timeout: "givenUp" },
      confirm: {
        "option:yes": "tellTeam",
        "option:change": "day",
        else: "person",
        timeout: "givenUp",
      },
      tellTeam: "booked",
      booked: "untilTheDay",
      untilTheDay: "remind",
      remind: { next: "done", error: "done" },
      person: { next: "helped", timeout: "nobodyFree", error: "nobodyFree" },
      helped: "settled",
      nobodyFree: "willWrite",
    },
    vi: {
      "service/text": "Salon Linden rất vui được phục vụ bạn! Bạn muốn làm dịch vụ nào?",
      "service/options/0/label": "Cắt tóc",
      "service/options/1/label": "Nhuộm tóc",
      "service/options/2/label": "Tư vấn",
      "service/retryText": "Bạn vui lòng chọn một trong các dịch vụ này nhé.",
      "day/text": "Bạn muốn đến ngày nào? Ví dụ 14/03/2027.",
      "day/retryText": "Tôi chưa hiểu ngày này. Bạn viết giúp theo dạng 14/03/2027 nhé.",
      "time/text": "Mấy giờ thì tiện cho bạn? Chúng tôi mở cửa từ 9:00 đến 18:00.",
      "time/retryText": "Bạn viết giờ giúp theo dạng 14:30 nhé.",
      "confirm/text":
        "{{ service }} ngày {{ day | date: '%d/%m/%Y' }} lúc {{ time }}. Như vậy đúng không ạ?",
      "confirm/options/0/label": "Đúng, đặt giúp tôi",
      "confirm/options/1/label": "Đổi lại",
      "person/text": "Để tôi mời một đồng nghiệp hỗ trợ bạn.",
      "helped/blocks/0/text":
        "Hy vọng đồng nghiệp của tôi đã giúp được bạn. Rất mong được gặp bạn!",
      "nobodyFree/blocks/0/text":
        "Mọi người đều đang bận tay kéo. Chúng tôi sẽ nhắn lại cho bạn trong hôm nay.",
      "booked/blocks/0/text":
        "Đã đặt lịch! Hẹn gặp bạn. Nếu có thay đổi, bạn chỉ cần nhắn “đặt lịch” lần nữa.",
    },
  }),
};
