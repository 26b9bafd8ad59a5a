import { pointsOf, type RatingForm, ratingScale } from "@chatloom/flows-schema";
import { ratingRange } from "./answer-options.ts";
import type { Visit } from "./behaviour.ts";
import type { Input, JsonObject } from "./input.ts";
import { readLocale } from "./locale.ts";
import { spokenLanguage } from "./spoken-language.ts";

/** The event of a form that was filled in. */
export const feedbackEvent = "feedback.given";
const usualDays = 3;
const buttonWords: Readonly<Record<string, string>> = {
  en: "Rate now",
  vi: "Đánh giá",
  bn: "রেটিং দিন",
};

/** Makes the form that asks the question, where a platform has one for its points; undefined where the author wants none. */
export function ratingFormOf(visit: Visit<"ask">): RatingForm | undefined {
  const { data } = visit;
  const scale = ratingScale(ratingRange(data.minimum, data.maximum));
  if (data.expect !== "rating" || data.ratingForm !== true || scale === undefined) {
    return undefined;
  }
  const { language } = readLocale(spokenLanguage(visit)) ?? {};
  return {
    token: formToken(visit),
    scale,
    look: data.ratingLook ?? "stars",
    title: visit.render(data.ratingTitle ?? ""),
    button:
      visit.render(data.ratingButton ?? "").trim() ||
      (buttonWords[language ?? ""] ?? (buttonWords.en as string)),
    privacyUrl: visit.render(data.privacyUrl ?? "").trim(),
    comment: Boolean(data.saveCommentTo),
    days: data.ratingDays ?? usualDays,
  };
}

/** Reads what the contact gave in the form of this question: the variables to set. Undefined for another form, and for points that it does not have. */
export function readRatingForm(
  visit: Visit<"ask">,
  { properties }: Extract<Input, { type: "event" }>,
): JsonObject | undefined {
  const form = ratingFormOf(visit);
  const { question, score, comment } = properties;
  if (!form || question !== form.token || !Number.isInteger(score)) {
    return undefined;
  }
  const points = Number(score);
  const { least, most } = pointsOf(form.scale);
  if (points < least || points > most) {
    return undefined;
  }
  const { saveTo, saveCommentTo } = visit.data;
  const said = typeof comment === "string" ? comment : "";
  return saveCommentTo ? { [saveTo]: points, [saveCommentTo]: said } : { [saveTo]: points };
}

/** Names the question in letters and digits, which every platform takes. */
function formToken(visit: Visit<"ask">): string {
  return `q${visit.token("ratingForm").replace(/[^A-Za-z0-9]/g, "")}`;
}
