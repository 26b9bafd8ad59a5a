import type { ScreenLanguage } from "@chatloom/api-schema";
import { escaped } from "../../http/contact-page.ts";

/** The words of the page; `{}` stands for the platform. */
const words = {
  en: {
    title: "Go on in {}",
    typed: "Copy this code, open the chat in {}, and send the code as your first message.",
    open: "If your message is empty, send this code:",
    button: "Open {}",
    gone: "This link is no longer open",
    goneText: "It was used already, or its time is over. Go back to the chat and ask again.",
  },
  vi: {
    title: "Tiếp tục trên {}",
    typed: "Hãy sao chép mã này, mở cuộc trò chuyện trên {} và gửi mã làm tin nhắn đầu tiên.",
    open: "Nếu tin nhắn của bạn trống, hãy gửi mã này:",
    button: "Mở {}",
    gone: "Liên kết này không còn mở",
    goneText: "Liên kết đã được dùng hoặc đã hết hạn. Hãy quay lại cuộc trò chuyện và hỏi lại.",
  },
  bn: {
    title: "{}-এ চালিয়ে যান",
    typed: "এই কোডটি কপি করুন, {}-এ চ্যাট খুলুন, এবং প্রথম বার্তা হিসেবে কোডটি পাঠান।",
    open: "আপনার বার্তা ফাঁকা থাকলে এই কোডটি পাঠান:",
    button: "{} খুলুন",
    gone: "এই লিংকটি আর খোলা নেই",
    goneText: "এটি আগেই ব্যবহার করা হয়েছে, বা এর সময় শেষ। চ্যাটে ফিরে আবার জিজ্ঞাসা করুন।",
  },
} as const;

/** Returns a sentence of the page, as HTML. */
export function switchWord(
  language: ScreenLanguage,
  word: keyof (typeof words)["en"],
  platform = "",
): string {
  return words[language][word].replace("{}", escaped(platform));
}
