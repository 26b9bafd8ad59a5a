import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { id, type Json, object, objects, text } from "../read-json.ts";
import { type MessagingBase, senderOf } from "./messaging-base.ts";

/** Reads the ratings of a form that was filled in. The item has no id of its own. */
export function parseFeedback(
  feedback: Json,
  item: Json,
  base: MessagingBase,
): readonly ChannelEvent[] {
  const from = senderOf(item);
  if (from === undefined) {
    return [];
  }
  const questions = objects(feedback.feedback_screens).flatMap((screen) =>
    Object.entries(object(screen.questions)),
  );
  return questions.flatMap(([question, value], index): ChannelEvent[] => {
    const answer = object(value);
    const given = id(answer.payload) ?? "";
    if (question.length > 200 || !/^(\d|10)$/.test(given)) {
      return [];
    }
    const comment = text(object(answer.follow_up).payload)?.trim() || undefined;
    return [
      {
        ...base,
        id: `feedback:${fingerprint([item, base.at])}:${index}`,
        kind: "feedback",
        from,
        question,
        score: Number(given),
        ...defined({ comment }),
      },
    ];
  });
}
