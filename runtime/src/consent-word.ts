import { foldText, foldWords } from "@chatloom/flows-schema";

/** The request of a word: no more campaigns, or campaigns again. */
export interface ConsentWord {
  readonly asks: "stop" | "start";
  /** The language of the word. */
  readonly language: "en" | "vi" | "bn";
}

const words: readonly (ConsentWord & { readonly of: readonly string[] })[] = [
  { asks: "stop", language: "en", of: ["stop", "stop all", "stopall", "unsubscribe", "opt out"] },
  { asks: "stop", language: "vi", of: ["hủy", "huỷ", "dừng", "dừng lại", "ngừng", "hủy đăng ký"] },
  { asks: "stop", language: "bn", of: ["বন্ধ", "বন্ধ করুন"] },
  { asks: "start", language: "en", of: ["start", "unstop", "subscribe", "opt in"] },
  { asks: "start", language: "vi", of: ["bắt đầu", "đăng ký", "tiếp tục"] },
  { asks: "start", language: "bn", of: ["চালু", "শুরু"] },
];

/**
 * Without accents these are names and other words as well ("Huy", "Dung", and "dung" for "đúng"), so only capitals mean the command.
 */
const capitals: readonly (ConsentWord & { readonly of: readonly string[] })[] = [
  { asks: "stop", language: "vi", of: ["HUY", "DUNG", "NGUNG", "HUY DANG KY"] },
  { asks: "start", language: "vi", of: ["BATDAU", "BAT DAU", "DANG KY", "TIEP TUC"] },
];

/** Finds a stop or start word that is the whole of a message. */
export function consentWord(text: string): ConsentWord | undefined {
  if (text.length > 60) {
    return undefined;
  }
  const folded = foldWords(foldText(text));
  const found = words.find(({ of }) => of.some((it) => foldWords(foldText(it)) === folded));
  if (found) {
    return { asks: found.asks, language: found.language };
  }
  const plain = text
    .replace(/[^\p{L}\s]/gu, "")
    .trim()
    .replace(/\s+/g, " ");
  const command = capitals.find(({ of }) => of.includes(plain));
  return command && { asks: command.asks, language: command.language };
}
