import {
  type Abilities,
  labelUnitOf,
  type MessageContent,
  measureText,
  type RatingForm,
} from "@chatloom/flows-schema";
import { shortenText } from "./cut-text.ts";
import { plainTexts } from "./offer-options.ts";

/**
 * Fits a form that asks for a rating; undefined where the channel has none, or the form lacks what the platform demands. A question too
 * long for the form is said before it.
 */
export function fitRating(
  text: string,
  form: RatingForm,
  abilities: Abilities,
): readonly MessageContent[] | undefined {
  const { ratingForms: limits } = abilities;
  const unit = labelUnitOf(abilities);
  const question = oneLine(text);
  const button = shortenText(oneLine(form.button), limits?.button ?? 0, unit);
  const title = shortenText(oneLine(form.title) || question, limits?.title ?? 0, unit);
  if (
    !limits ||
    title === "" ||
    button === "" ||
    !/^https?:\/\/[^\s/]+\S*$/i.test(form.privacyUrl)
  ) {
    return undefined;
  }
  const length = measureText(question, unit);
  const rating = { ...form, title, button };
  return length >= limits.leastQuestion && length <= limits.question
    ? [{ kind: "text", text: question, rating: { ...rating, question } }]
    : [...plainTexts(text, abilities), { kind: "text", text: title, rating }];
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
