import { type ScreenLanguage, screenLanguageOf } from "@chatloom/api-schema";

/** The words of the page, by language. */
const words = {
  en: {
    send: "Send",
    choose: "Choose …",
    optional: "optional",
    thanks: "Thank you",
    thanksText: "Your answers have been sent. You can go back to the chat.",
    gone: "This form is no longer open",
    goneText:
      "It was sent already, or its time is over. Write to us in the chat if you need it again.",
    tooMany: "Too many tries",
    tooManyText: "Please wait a minute and open the form again.",
    required: "Please answer this question.",
    number: "Please write a number, such as 4 or 2.5.",
    email: "Please write an e-mail address, such as ana@example.org.",
    phone: "Please write a phone number, such as +84 90 123 4567.",
    date: "Please choose a day.",
    time: "Please choose a time, such as 18:30.",
    choice: "Please choose one of the answers.",
  },
  vi: {
    send: "Gửi",
    choose: "Hãy chọn …",
    optional: "không bắt buộc",
    thanks: "Cảm ơn bạn",
    thanksText: "Câu trả lời đã được gửi. Bạn có thể quay lại cuộc trò chuyện.",
    gone: "Biểu mẫu này không còn mở",
    goneText: "Biểu mẫu đã được gửi hoặc đã hết hạn. Hãy nhắn cho chúng tôi nếu bạn cần mở lại.",
    tooMany: "Thử quá nhiều lần",
    tooManyText: "Vui lòng đợi một phút rồi mở lại biểu mẫu.",
    required: "Vui lòng trả lời câu hỏi này.",
    number: "Vui lòng nhập một số, ví dụ 4 hoặc 2.5.",
    email: "Vui lòng nhập địa chỉ email, ví dụ ana@example.org.",
    phone: "Vui lòng nhập số điện thoại, ví dụ +84 90 123 4567.",
    date: "Vui lòng chọn một ngày.",
    time: "Vui lòng chọn giờ, ví dụ 18:30.",
    choice: "Vui lòng chọn một trong các câu trả lời.",
  },
  bn: {
    send: "পাঠান",
    choose: "বেছে নিন …",
    optional: "ঐচ্ছিক",
    thanks: "ধন্যবাদ",
    thanksText: "আপনার উত্তর পাঠানো হয়েছে। আপনি চ্যাটে ফিরে যেতে পারেন।",
    gone: "এই ফর্মটি আর খোলা নেই",
    goneText: "ফর্মটি আগেই পাঠানো হয়েছে, বা এর সময় শেষ। আবার দরকার হলে চ্যাটে আমাদের লিখুন।",
    tooMany: "অনেকবার চেষ্টা করা হয়েছে",
    tooManyText: "এক মিনিট অপেক্ষা করে ফর্মটি আবার খুলুন।",
    required: "এই প্রশ্নের উত্তর দিন।",
    number: "একটি সংখ্যা লিখুন, যেমন 4 বা 2.5।",
    email: "একটি ইমেইল ঠিকানা লিখুন, যেমন ana@example.org।",
    phone: "একটি ফোন নম্বর লিখুন, যেমন +880 1712 345678।",
    date: "একটি দিন বেছে নিন।",
    time: "একটি সময় বেছে নিন, যেমন 18:30।",
    choice: "উত্তরগুলোর একটি বেছে নিন।",
  },
} as const;

export type FormWord = keyof (typeof words)["en"];
export type FormLanguage = ScreenLanguage;

/** Returns a sentence of the page. */
export function formWord(language: FormLanguage, word: FormWord): string {
  return words[language][word];
}

/** The page's language for a contact's (BCP 47) or a browser's wishes, of which the first counts. */
export function formLanguage(wished: string | undefined): FormLanguage {
  return screenLanguageOf(wished);
}
