import Type from "typebox";
import { OneOf, ShortTemplate, Switch, VariableName, Whole } from "./fields.ts";

const asForm = { when: "ratingForm", is: ["true"] };

/** The fields of a question that Messenger may ask with its own form for ratings. */
export const ratingFormFields = {
  ratingForm: Type.Optional(
    Switch({
      title: "Ask with Messenger's rating form",
      description:
        "For 1 to 5, 1 to 7 or 0 to 10 points. On other channels the question is a message.",
      shown: { when: "expect", is: ["rating"] },
    }),
  ),
  privacyUrl: Type.Optional(
    ShortTemplate({
      title: "Your page about privacy",
      description: "Meta asks for it. The form links to it.",
      address: "page",
      filled: asForm,
      shown: asForm,
    }),
  ),
  ratingTitle: Type.Optional(
    ShortTemplate({
      title: "Words above the form's button",
      description: "Empty: the question.",
      limit: "ratingTitle",
      shown: asForm,
    }),
  ),
  ratingButton: Type.Optional(
    ShortTemplate({
      title: "Words on the form's button",
      limit: "ratingButton",
      shown: asForm,
    }),
  ),
  ratingLook: Type.Optional(
    OneOf(["stars", "faces", "points"], {
      title: "Show 1 to 5 as",
      description: "Empty: stars.",
      shown: asForm,
    }),
  ),
  saveCommentTo: Type.Optional(
    VariableName({
      title: "Save their comment as",
      description: "The form then has room for a comment.",
      shown: asForm,
    }),
  ),
  ratingDays: Type.Optional(
    Whole(1, 7, {
      title: "Days to fill in the form",
      description: "Empty: 3.",
      shown: asForm,
    }),
  ),
};

/** The points that Messenger's form can ask for, and the platform's name for each range. */
const scales = [
  { least: 1, most: 5, scale: "csat" },
  { least: 1, most: 7, scale: "ces" },
  { least: 0, most: 10, scale: "nps" },
] as const;
export const ratingScales = scales.map((it) => it.scale);
export type RatingScale = (typeof scales)[number]["scale"];

/** Returns the platform's name for a range of points; undefined where its form has no such range. */
export function ratingScale(range: {
  readonly least: number;
  readonly most: number;
}): RatingScale | undefined {
  return scales.find(({ least, most }) => least === range.least && most === range.most)?.scale;
}

/** Returns the range of points of a platform's scale. */
export function pointsOf(scale: RatingScale): { readonly least: number; readonly most: number } {
  return scales.find((it) => it.scale === scale) ?? scales[0];
}
