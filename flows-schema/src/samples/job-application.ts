import type { Sample } from "../sample.ts";
import { contactVariable, drawFlow, place, runVariable } from "./draw-flow.ts";

/** Takes an application with a CV, and sorts it by experience. */
export const jobApplication: Sample = {
  id: "job-application",
  title: { en: "Job application", vi: "Ứng tuyển" },
  description: {
    en: "Takes the position, experience and CV, brings experienced applicants straight to your recruiter.",
    vi: "Nhận vị trí, kinh nghiệm và CV, chuyển ứng viên nhiều kinh nghiệm thẳng đến nhà tuyển dụng.",
  },
  icon: "briefcase",
  flow: drawFlow({
    name: "Job application",
    variables: [
      runVariable("position"),
      runVariable("years", "number"),
      runVariable("cv", "object"),
      contactVariable("appliedFor"),
    ],
    nodes: [
      place(0, 0, "asksForJob", "trigger.keyword", {
        keywords: ["job", "jobs", "apply", "career", "việc làm", "ứng tuyển", "tuyển dụng"],
        match: "contains",
        channels: [],
        interrupts: false,
      }),
      place(288, 0, "position", "quickReplies", {
        text: "Great that you want to join us! Which position is it?",
        options: [
          { id: "kitchen", label: "Kitchen", synonyms: ["cook", "chef"] },
          { id: "service", label: "Service", synonyms: ["waiter", "waitress"] },
          { id: "other", label: "Something else", synonyms: ["other"] },
        ],
        saveTo: "position",
        attempts: 2,
        timeout: { amount: 6, unit: "hours" },
      }),
      place(576, 0, "years", "ask", {
        text: "How many years have you done this kind of work? 0 is fine, too.",
        expect: "number",
        saveTo: "years",
        minimum: 0,
        maximum: 60,
        attempts: 2,
        retryText: "A number is enough, for example 3.",
        timeout: { amount: 6, unit: "hours" },
      }),
      place(864, 0, "cv", "ask", {
        text: "Please send us your CV as a file or a picture.",
        expect: "file",
        saveTo: "cv",
        attempts: 2,
        retryText: "I need a file or a picture here.",
        timeout: { amount: 6, unit: "hours" },
      }),
      place(1152, 0, "remember", "contact", {
        changes: [
          { action: "addTag", name: "applicant", value: "" },
          { action: "setField", name: "appliedFor", value: "{{ position }}" },
        ],
      }),
      place(1440, 0, "applied", "goal", { name: "application" }),
      place(0, 350, "experienced", "condition", {
        branches: [
          {
            id: "yes",
            label: "Three years or more",
            condition: {
              match: "all",
              groups: [
                { match: "all", rules: [{ left: "years", operator: "atLeast", right: "3" }] },
              ],
            },
          },
        ],
      }),
      place(288, 350, "recruiter", "handoff", {
        text: "That sounds good. Our recruiter would like to talk to you right away.",
        note: "Applies for: {{ position | default: 'not said' }}, years: {{ years | default: 'not said' }}",
        assignTo: "anyone",
        timeout: { amount: 20, unit: "minutes" },
      }),
      place(576, 350, "tellTeam", "notify", {
        to: "agents",
        address: "",
        text: "Application: {{ contact.name }}, {{ position }}, {{ years | default: '?' }} years",
      }),
      place(864, 350, "thanks", "message", {
        blocks: [
          {
            kind: "text",
            id: "thanks",
            text: "Thank you! We read every application and answer within a week.",
          },
        ],
        typing: true,
      }),
      place(1152, 200, "givenUp", "end", { note: "Not finished" }),
      place(1152, 350, "done", "end", { note: "Applied" }),
    ],
    ways: {
      asksForJob: "position",
      position: {
        "option:kitchen": "years",
        "option:service": "years",
        "option:other": "years",
        else: "recruiter",
        timeout: "givenUp",
      },
      years: { next: "cv", else: "recruiter", timeout: "givenUp" },
      cv: { next: "remember", else: "recruiter", timeout: "givenUp" },
      remember: { next: "applied", error: "applied" },
      applied: "experienced",
      experienced: { "branch:yes": "recruiter", else: "tellTeam" },
      recruiter: { next: "thanks", timeout: "tellTeam", error: "tellTeam" },
      tellTeam: "thanks",
      thanks: "done",
    },
    vi: {
      "position/text": "Rất vui vì bạn muốn gia nhập! Bạn ứng tuyển vị trí nào?",
      "position/options/0/label": "Bếp",
      "position/options/1/label": "Phục vụ",
      "position/options/2/label": "Vị trí khác",
      "years/text": "Bạn đã làm công việc này mấy năm? 0 cũng không sao.",
      "years/retryText": "Bạn chỉ cần nhắn một số, ví dụ 3.",
      "cv/text": "Bạn gửi CV dưới dạng tệp hoặc ảnh giúp nhé.",
      "cv/retryText": "Bạn vui lòng gửi một tệp hoặc ảnh.",
      "recruiter/text": "Nghe rất hay. Nhà tuyển dụng muốn trao đổi với bạn ngay.",
      "thanks/blocks/0/text": "Cảm ơn bạn! Chúng tôi đọc mọi hồ sơ và trả lời trong vòng một tuần.",
    },
  }),
};
