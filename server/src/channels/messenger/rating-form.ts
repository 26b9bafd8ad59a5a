import { defined, type RatingForm } from "@chatloom/flows-schema";

const looks = { stars: "five_stars", faces: "five_emojis", points: "one_to_five" } as const;

/** Composes the template that asks for a rating in a form of Messenger's own. */
export function composeRatingForm(form: RatingForm): Record<string, unknown> {
  const { token, scale, look, title, button, question, privacyUrl, comment, days } = form;
  return {
    template_type: "customer_feedback",
    title,
    button_title: button,
    feedback_screens: [
      {
        questions: [
          {
            id: token,
            type: scale,
            ...defined({
              title: question,
              // The other scales have one look.
              score_option: scale === "csat" ? looks[look] : undefined,
              follow_up: comment ? { type: "free_form" } : undefined,
            }),
          },
        ],
      },
    ],
    business_privacy: { url: privacyUrl },
    expires_in_days: days,
  };
}
