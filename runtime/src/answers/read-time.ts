import { foldText } from "@chatloom/flows-schema";

const before = "at|um|gegen|à|a las|a la|às|as|lúc|vào|vào lúc|alle";
const morning =
  "am|a\\.m\\.?|sáng|morning|in the morning|morgens|früh|du matin|de la mañana|da manhã|সকাল";
const afternoon =
  "pm|p\\.m\\.?|chiều|tối|in the afternoon|in the evening|afternoon|evening|nachmittags|abends|de l'après-midi|du soir|de la tarde|de la noche|da tarde|da noite";
const clock = new RegExp(
  `^(?:(?:${before})\\s+)?(\\d{1,2})(?:\\s*(?:[:.hg时時点點시]|giờ|uhr)\\s*(?:(\\d{1,2})(?:\\s*(?:phút|分|분|:\\d{2}))?)?)?\\s*(?:uhr|hrs?|hours?|o'?clock|h)?\\s*(${morning}|${afternoon})?$`,
  "u",
);
const halves: Readonly<Record<string, string>> = {
  上午: "am",
  早上: "am",
  午前: "am",
  오전: "am",
  下午: "pm",
  晚上: "pm",
  午後: "pm",
  오후: "pm",
};

/** Reads a time of day as HH:MM: "3pm", "15h30", "15:30 Uhr", "3 giờ chiều", "下午3点". */
export function readTime(text: string): string | undefined {
  const folded = foldText(text)
    .replace(/[!?。,]+$|(?<!m)\.$/u, "")
    .trim();
  const half = Object.keys(halves).find((it) => folded.startsWith(it));
  const plain = half ? `${folded.slice(half.length).trim()} ${halves[half]}` : folded;
  const found = clock.exec(plain);
  if (!found) {
    return undefined;
  }
  const [, hours = "", minutes = "0", part = ""] = found;
  // "3.5" is a number of hours rather than 3:05.
  if (minutes.length === 1 && minutes !== "0" && !/[分분]|phút/u.test(plain)) {
    return undefined;
  }
  const late = part !== "" && new RegExp(`^(?:${afternoon})$`, "u").test(part);
  const early = part !== "" && !late;
  const hour =
    Number(hours) + (late && Number(hours) < 12 ? 12 : 0) - (early && hours === "12" ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59) {
    return undefined;
  }
  return `${String(hour).padStart(2, "0")}:${minutes.padStart(2, "0")}`;
}
