import { foldAccents, foldText } from "@chatloom/flows-schema";

/** Days from today, by language: en, vi, de, es, fr, pt, it, nl, bn. */
const offsets: ReadonlyMap<string, number> = new Map(
  (
    [
      [-1, "yesterday|hôm qua|gestern|ayer|hier|ontem|ieri|gisteren|গতকাল"],
      [0, "today|tonight|hôm nay|heute|hoy|aujourd'hui|aujourd’hui|hoje|oggi|vandaag|আজ|আজকে"],
      [1, "tomorrow|tmr|tmrw|mai|ngày mai|morgen|mañana|demain|amanhã|domani|আগামীকাল|আগামী কাল"],
      [
        2,
        "day after tomorrow|the day after tomorrow|mốt|ngày mốt|ngày kia|übermorgen|pasado mañana|après-demain|après demain|depois de amanhã|dopodomani|overmorgen|পরশু",
      ],
    ] as const
  ).flatMap(([days, words]) => words.split("|").map((word) => [fold(word), days] as const)),
);

const fillers = new RegExp(
  `^(?:${"on|this|the|for|am|den|dem|der|el|este|le|ce|em|no|na|esta|vào|hẹn|vậy|il|op|à|ok".split("|").map(fold).join("|")})\\s+|\\s+(?:${"please|pls|thanks|bitte|por favor|gracias|merci|svp|obrigado|nhé|nha|ạ|ok|grazie".split("|").map(fold).join("|")})$`,
  "u",
);

/** Folds an answer about a day and removes the small words and punctuation around it. */
export function dayText(text: string): string {
  let folded = fold(text).replace(/^[^\p{L}\p{N}]+|[!?.,;:。]+$/gu, "");
  for (let before = ""; before !== folded; ) {
    before = folded;
    folded = folded.replace(fillers, "").trim();
  }
  return folded;
}

/** Returns how many days from today a word such as "tomorrow" means, folded by `dayText`. */
export function dayOffset(folded: string): number | undefined {
  return offsets.get(folded) ?? countedDays(folded);
}

const units: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, "day|days|ngày|tag|tage|tagen|día|días|jour|jours|dia|dias"],
      [7, "week|weeks|tuần|woche|wochen|semana|semanas|semaine|semaines"],
    ] as const
  ).flatMap(([days, words]) => words.split("|").map((word) => [fold(word), days] as const)),
);

/** "in 3 days", "sau 2 tuần", "3 ngày nữa". */
function countedDays(folded: string): number | undefined {
  const found =
    /^(?:in|sau|dans|en|dentro de|em|daqui a)\s+(\d{1,3})\s+(\p{L}+)$/u.exec(folded) ??
    /^(\d{1,3})\s+(\p{L}+)\s+(?:nua|from now|from today)$/u.exec(folded);
  const unit = units.get(found?.[2] ?? "");
  return unit === undefined ? undefined : Number(found?.[1]) * unit;
}

function fold(text: string): string {
  return foldAccents(foldText(text));
}
