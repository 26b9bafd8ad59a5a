import type { ScreenLanguage } from "@chatloom/api-schema";
/** The words of a report by e-mail. */
export interface MailWords {
  readonly day: string;
  readonly week: string;
  readonly test: string;
  readonly figure: string;
  readonly now: string;
  readonly before: string;
  readonly change: string;
  readonly open: string;
  readonly incomplete: string;
  readonly why: string;
  readonly leave: string;
  readonly overview: string;
  readonly channels: string;
  readonly team: string;
  readonly ai: string;
  readonly nothing: string;
  readonly conversations: string;
  readonly messagesIn: string;
  readonly messagesOut: string;
  readonly newContacts: string;
  readonly solvedByBot: string;
  readonly handedOff: string;
  readonly botAnswer: string;
  readonly memberAnswer: string;
  readonly firstAnswer: string;
  readonly resolution: string;
  readonly resolved: string;
  readonly goals: string;
  readonly failed: string;
  readonly messageCost: string;
  readonly aiCost: string;
  readonly aiAnswers: string;
  readonly aiCalls: string;
  readonly aiFailed: string;
  readonly channel: string;
  readonly member: string;
  readonly formerMember: string;
  readonly messages: string;
}

/** The words by language. */
export const mailWords: Readonly<Record<ScreenLanguage, MailWords>> = {
  en: {
    day: "Report of the day",
    week: "Report of the week",
    test: "Test",
    figure: "Figure",
    now: "Now",
    before: "Before",
    change: "Change",
    open: "Open the reports",
    incomplete: "The figures are still being counted and may be incomplete.",
    why: "You get this mail because somebody in the workspace entered your address.",
    leave: "End these mails",
    overview: "Overview",
    channels: "Channels",
    team: "Team",
    ai: "AI",
    nothing: "Nothing in this period.",
    conversations: "Conversations",
    messagesIn: "Messages received",
    messagesOut: "Messages sent",
    newContacts: "New contacts",
    solvedByBot: "Solved by the bot alone",
    handedOff: "Handed over",
    botAnswer: "Answer of the bot (median)",
    memberAnswer: "Answer of people (median)",
    firstAnswer: "First answer (median)",
    resolution: "Time to resolve (median)",
    resolved: "Resolved",
    goals: "Goals reached",
    failed: "Not delivered",
    messageCost: "Cost of messages",
    aiCost: "AI cost",
    aiAnswers: "Answers of the AI",
    aiCalls: "AI calls",
    aiFailed: "Failed AI calls",
    channel: "Channel",
    member: "Member",
    formerMember: "Former member",
    messages: "Messages",
  },
  vi: {
    day: "Báo cáo ngày",
    week: "Báo cáo tuần",
    test: "Thử",
    figure: "Chỉ số",
    now: "Kỳ này",
    before: "Kỳ trước",
    change: "Thay đổi",
    open: "Mở báo cáo",
    incomplete: "Số liệu còn đang được tính và có thể chưa đủ.",
    why: "Bạn nhận thư này vì một người trong không gian làm việc đã nhập địa chỉ của bạn.",
    leave: "Ngừng nhận thư này",
    overview: "Tổng quan",
    channels: "Kênh",
    team: "Nhóm",
    ai: "AI",
    nothing: "Không có gì trong khoảng thời gian này.",
    conversations: "Cuộc trò chuyện",
    messagesIn: "Tin nhắn nhận được",
    messagesOut: "Tin nhắn đã gửi",
    newContacts: "Liên hệ mới",
    solvedByBot: "Bot tự giải quyết",
    handedOff: "Chuyển cho người",
    botAnswer: "Bot trả lời (trung vị)",
    memberAnswer: "Người trả lời (trung vị)",
    firstAnswer: "Trả lời đầu tiên (trung vị)",
    resolution: "Thời gian giải quyết (trung vị)",
    resolved: "Đã giải quyết",
    goals: "Mục tiêu đạt được",
    failed: "Không gửi được",
    messageCost: "Chi phí tin nhắn",
    aiCost: "Chi phí AI",
    aiAnswers: "Câu trả lời của AI",
    aiCalls: "Lượt gọi AI",
    aiFailed: "Lượt gọi AI lỗi",
    channel: "Kênh",
    member: "Thành viên",
    formerMember: "Thành viên cũ",
    messages: "Tin nhắn",
  },
  bn: {
    day: "দিনের রিপোর্ট",
    week: "সপ্তাহের রিপোর্ট",
    test: "পরীক্ষামূলক",
    figure: "সূচক",
    now: "এখন",
    before: "আগে",
    change: "পরিবর্তন",
    open: "রিপোর্ট খুলুন",
    incomplete: "গণনা এখনো চলছে, তাই সংখ্যাগুলো অসম্পূর্ণ হতে পারে।",
    why: "ওয়ার্কস্পেসের কেউ আপনার ঠিকানা দিয়েছেন বলে আপনি এই মেইল পাচ্ছেন।",
    leave: "এই মেইল বন্ধ করুন",
    overview: "সারসংক্ষেপ",
    channels: "চ্যানেল",
    team: "টিম",
    ai: "AI",
    nothing: "এই সময়ে কিছু নেই।",
    conversations: "কথোপকথন",
    messagesIn: "পাওয়া বার্তা",
    messagesOut: "পাঠানো বার্তা",
    newContacts: "নতুন কন্টাক্ট",
    solvedByBot: "বট একাই সমাধান করেছে",
    handedOff: "হস্তান্তর",
    botAnswer: "বটের উত্তর (মধ্যক)",
    memberAnswer: "মানুষের উত্তর (মধ্যক)",
    firstAnswer: "প্রথম উত্তর (মধ্যক)",
    resolution: "সমাধানের সময় (মধ্যক)",
    resolved: "সমাধান হয়েছে",
    goals: "পূরণ হওয়া লক্ষ্য",
    failed: "পৌঁছায়নি",
    messageCost: "বার্তার খরচ",
    aiCost: "AI খরচ",
    aiAnswers: "AI-এর উত্তর",
    aiCalls: "AI কল",
    aiFailed: "ব্যর্থ AI কল",
    channel: "চ্যানেল",
    member: "সদস্য",
    formerMember: "প্রাক্তন সদস্য",
    messages: "বার্তা",
  },
};
