import type { HttpCall, OutgoingMessage } from "../channel.ts";
import { composeMetaContent } from "../meta/compose-content.ts";
import { graphCall } from "../meta/graph-call.ts";
import { messagingType } from "../meta/messaging-type.ts";
import type { InstagramSettings } from "./settings.ts";

/** The one reaction that the API takes. */
const heart = /^(?:❤|♥|💛|💚|💙|💜|🧡|🖤|🤍|🤎|💗|💖|😍|🥰)\uFE0F?$/u;

/** Makes the call that sends a message. The first answer to a comment leaves as a private reply to it. */
export function composeInstagramMessage(
  message: OutgoingMessage,
  settings: InstagramSettings,
): HttpCall {
  const { content, to, replyToken } = message;
  const recipient = { id: to };
  if (content.kind === "reaction" && (content.emoji === "" || heart.test(content.emoji))) {
    const taken = content.emoji === "";
    const payload = { message_id: content.messageId, reaction: taken ? undefined : "love" };
    return sendCall(settings, { recipient, sender_action: taken ? "unreact" : "react", payload });
  }
  const composed = composeMetaContent(content, { reusable: false });
  return sendCall(
    settings,
    replyToken === undefined
      ? { recipient, ...messagingType(message), message: composed }
      : { recipient: { comment_id: replyToken }, message: composed },
  );
}

/** Makes the call that shows "typing…". */
export function composeInstagramTyping(
  { to }: Omit<OutgoingMessage, "content">,
  settings: InstagramSettings,
): HttpCall {
  return sendCall(settings, { recipient: { id: to }, sender_action: "typing_on" });
}

function sendCall(settings: InstagramSettings, json: unknown): HttpCall {
  return graphCall(settings, settings.accessToken, "POST", "me/messages", json);
}
