import type { NodeData } from "@chatloom/flows-schema";
import { ratingRange } from "./answer-options.ts";
import { readLocale } from "./locale.ts";

type Question = Pick<NodeData<"ask">, "expect" | "minimum" | "maximum" | "choices" | "pattern">;
/** The reason why the answer did not fit. */
type Misfit =
  | Exclude<NodeData<"ask">["expect"], "text" | "choice" | "number" | "rating">
  | "text"
  | "pattern"
  | "choice"
  | "number"
  | "between"
  | "atLeast"
  | "atMost";
type Words = Readonly<Record<Misfit, string>>;

const en: Words = {
  text: "Please answer with a text.",
  pattern: "That does not have the expected form. Please try again.",
  choice: "Please choose one of the answers.",
  number: "That does not look like a number. Please try again.",
  between: "Please enter a number from {least} to {most}.",
  atLeast: "Please enter a number of at least {least}.",
  atMost: "Please enter a number of at most {most}.",
  email:
    "That does not look like an e-mail address. Please try again, for example: name@example.com",
  phone: "That does not look like a phone number. Please try again with the area code.",
  date: "That does not look like a date. Please try again, for example: {date}",
  time: "That does not look like a time. Please try again, for example: 14:30",
  url: "That does not look like a web address. Please try again, for example: https://example.com",
  file: "Please send a file or a picture.",
  location: "Please share your location.",
};
const vi: Words = {
  text: "Vui lòng trả lời bằng văn bản.",
  pattern: "Câu trả lời chưa đúng định dạng. Vui lòng thử lại.",
  choice: "Vui lòng chọn một trong các câu trả lời.",
  number: "Đây có vẻ không phải là một số. Vui lòng thử lại.",
  between: "Vui lòng nhập một số từ {least} đến {most}.",
  atLeast: "Vui lòng nhập một số từ {least} trở lên.",
  atMost: "Vui lòng nhập một số không quá {most}.",
  email: "Đây có vẻ không phải là địa chỉ email. Vui lòng thử lại, ví dụ: ten@example.com",
  phone: "Đây có vẻ không phải là số điện thoại. Vui lòng thử lại, kèm mã vùng.",
  date: "Đây có vẻ không phải là ngày. Vui lòng thử lại, ví dụ: {date}",
  time: "Đây có vẻ không phải là giờ. Vui lòng thử lại, ví dụ: 14:30",
  url: "Đây có vẻ không phải là địa chỉ web. Vui lòng thử lại, ví dụ: https://example.com",
  file: "Vui lòng gửi một tệp hoặc một ảnh.",
  location: "Vui lòng chia sẻ vị trí của bạn.",
};
const bn: Words = {
  text: "অনুগ্রহ করে লিখে উত্তর দিন।",
  pattern: "উত্তরটি প্রত্যাশিত ধরনের নয়। আবার চেষ্টা করুন।",
  choice: "অনুগ্রহ করে উত্তরগুলোর একটি বেছে নিন।",
  number: "এটি সংখ্যা বলে মনে হচ্ছে না। আবার চেষ্টা করুন।",
  between: "অনুগ্রহ করে {least} থেকে {most}-এর মধ্যে একটি সংখ্যা লিখুন।",
  atLeast: "অনুগ্রহ করে {least} বা তার বেশি একটি সংখ্যা লিখুন।",
  atMost: "অনুগ্রহ করে {most} বা তার কম একটি সংখ্যা লিখুন।",
  email: "এটি ইমেইল ঠিকানা বলে মনে হচ্ছে না। আবার চেষ্টা করুন, যেমন: name@example.com",
  phone: "এটি ফোন নম্বর বলে মনে হচ্ছে না। এলাকার কোডসহ আবার চেষ্টা করুন।",
  date: "এটি তারিখ বলে মনে হচ্ছে না। আবার চেষ্টা করুন, যেমন: {date}",
  time: "এটি সময় বলে মনে হচ্ছে না। আবার চেষ্টা করুন, যেমন: 14:30",
  url: "এটি ওয়েব ঠিকানা বলে মনে হচ্ছে না। আবার চেষ্টা করুন, যেমন: https://example.com",
  file: "অনুগ্রহ করে একটি ফাইল বা ছবি পাঠান।",
  location: "অনুগ্রহ করে আপনার অবস্থান জানান।",
};
const byLanguage = new Map<string, Words>([
  ["en", en],
  ["vi", vi],
  ["bn", bn],
]);

/**
 * Returns why an answer did not fit, if the author wrote no text for it. `language` is the tag of the language that the
 * bot speaks; languages without words of their own get English.
 */
export function retryText(question: Question, language: string): string {
  const locale = readLocale(language);
  const words = byLanguage.get(locale?.language ?? "") ?? en;
  const { least, most } = boundsOf(question);
  return words[misfitOf(question)]
    .replace("{least}", () => String(least))
    .replace("{most}", () => String(most))
    .replace("{date}", () => exampleDate(locale?.tag ?? "en"));
}

function misfitOf({ expect, choices, pattern, minimum, maximum }: Question): Misfit {
  if (choices && choices.length > 0) {
    return "choice";
  }
  if (expect === "rating") {
    return "between";
  }
  if (expect === "number" && (minimum !== undefined || maximum !== undefined)) {
    if (minimum === undefined) {
      return "atMost";
    }
    return maximum === undefined ? "atLeast" : "between";
  }
  return expect === "text" && pattern ? "pattern" : expect;
}

function boundsOf({ expect, minimum, maximum }: Question) {
  return expect === "rating" ? ratingRange(minimum, maximum) : { least: minimum, most: maximum };
}

/** A day past the twelfth, so that day and month cannot be mistaken for each other. */
function exampleDate(tag: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: "short", timeZone: "UTC" }).format(
    Date.UTC(2027, 4, 31),
  );
}
