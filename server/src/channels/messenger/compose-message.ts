import type { ChannelCall, HttpReply, OutgoingMessage } from "../channel.ts";
import { composeMetaContent } from "../meta/compose-content.ts";
import { graphCall } from "../meta/graph-call.ts";
import { messagingType } from "../meta/messaging-type.ts";
import { composeMediaTemplate } from "./media-template.ts";
import { pageOf } from "./page-of.ts";
import { pageWindow } from "./page-window.ts";
import { readPersona } from "./persona.ts";
import { answerTo } from "./preparations.ts";
import { composeRatingForm } from "./rating-form.ts";
import type { MessengerSettings } from "./settings.ts";
import { composeUtilityTemplate } from "./templates.ts";

/** Makes the call that sends a message through the Send API. The first answer to a comment leaves as a private reply to it. */
export function composeMessengerMessage(
  message: OutgoingMessage,
  settings: MessengerSettings,
  prepared: readonly HttpReply[] = [],
): ChannelCall {
  const { content } = message;
  const recipient = { id: message.to };
  if (content.kind === "reaction") {
    const taken = content.emoji === "";
    const payload = { message_id: content.messageId, reaction: taken ? undefined : content.emoji };
    return sendCall(settings, { recipient, sender_action: taken ? "unreact" : "react", payload });
  }
  if (content.kind === "template") {
    return sendCall(settings, {
      recipient,
      messaging_type: "UTILITY",
      message: { template: composeUtilityTemplate(content) },
    });
  }
  const composed = {
    ...composeMetaContent(content, {
      reusable: true,
      rating: composeRatingForm,
      page: (it) => pageWindow(it, settings),
      media: (it, buttons) =>
        composeMediaTemplate(it, buttons, answerTo("upload", message, settings, prepared)),
    }),
    metadata: message.id.slice(0, 1_000),
  };
  if (message.replyToken !== undefined) {
    return sendCall(settings, { recipient: { comment_id: message.replyToken }, message: composed });
  }
  return sendCall(settings, {
    recipient,
    ...messagingType(message),
    message: composed,
    reply_to: message.replyTo === undefined ? undefined : { mid: message.replyTo },
    persona_id: readPersona(answerTo("persona", message, settings, prepared)),
  });
}

/** Makes the call that shows "typing…". */
export function composeMessengerTyping(
  { to }: Omit<OutgoingMessage, "content">,
  settings: MessengerSettings,
): ChannelCall {
  return sendCall(settings, { recipient: { id: to }, sender_action: "typing_on" });
}

function sendCall(settings: MessengerSettings, json: unknown): ChannelCall {
  const path = `${pageOf(settings)}/messages`;
  return graphCall(settings, settings.pageAccessToken, "POST", path, json);
}
