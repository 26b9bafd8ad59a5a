import {
  bytes,
  type Check,
  first,
  listOf,
  matching,
  oneOf,
  shape,
  tagged,
  text,
  webAddress,
} from "./check.ts";
import { attachmentOf, cardOf, ownDetails } from "./meta-rules.ts";

const button = tagged("type", {
  postback: shape({ type: oneOf("postback"), title: text(20), payload: text(1_000) }),
  web_url: shape({ type: oneOf("web_url"), title: text(20), url: webAddress }),
});
const element = cardOf(button);
const template = tagged("template_type", {
  button: shape({
    template_type: oneOf("button"),
    text: text(640),
    buttons: listOf(button, 1, 3),
  }),
  generic: shape({ template_type: oneOf("generic"), elements: listOf(element, 1, 10) }),
});
const media = shape({ url: webAddress });
const attachment = attachmentOf(media, template);
const quickReplies = listOf(
  tagged("content_type", {
    text: shape({ content_type: oneOf("text"), title: text(20), payload: text(1_000) }),
    ...ownDetails,
  }),
  1,
  13,
);
/** Quick replies stand under plain text only. */
const message: Check = (value, path) =>
  typeof value === "object" && value !== null && "attachment" in value
    ? shape({ attachment })(value, path)
    : first([
        shape({ text: bytes(1_000), "quick_replies?": quickReplies })(value, path),
        text(1_000)((value as { text?: unknown }).text, `${path}.text`),
      ]);
const person = shape({ id: matching(/^[\w-]{3,100}$/) });
const comment = shape({ comment_id: matching(/^\d{3,40}$/) });
const send: Check = (value, path) => {
  const { messaging_type, recipient } = value as { messaging_type?: unknown; recipient?: object };
  const isTagged = messaging_type === "MESSAGE_TAG";
  return typeof recipient === "object" && recipient !== null && "comment_id" in recipient
    ? shape({ recipient: comment, message })(value, path)
    : shape({
        recipient: person,
        "messaging_type?": oneOf("RESPONSE", "UPDATE", "MESSAGE_TAG"),
        ...(isTagged && { tag: oneOf("HUMAN_AGENT") }),
        message,
      })(value, path);
};
const action = tagged("sender_action", {
  typing_on: shape({ recipient: person, sender_action: oneOf("typing_on") }),
  typing_off: shape({ recipient: person, sender_action: oneOf("typing_off") }),
  mark_seen: shape({ recipient: person, sender_action: oneOf("mark_seen") }),
  react: shape({
    recipient: person,
    sender_action: oneOf("react"),
    payload: shape({ message_id: text(500), reaction: oneOf("love") }),
  }),
  unreact: shape({
    recipient: person,
    sender_action: oneOf("unreact"),
    payload: shape({ message_id: text(500) }),
  }),
});

/** Says what is wrong with a body posted to the Send API; undefined where nothing is. */
export function checkInstagramSend(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) {
    return "the body must be an object";
  }
  return "sender_action" in value ? action(value, "body") : send(value, "body");
}

const locales = (actions: Check) =>
  listOf(shape({ locale: oneOf("default"), call_to_actions: actions }), 1, 1);
const profileFields = shape({
  "platform?": oneOf("instagram"),
  "ice_breakers?": locales(listOf(shape({ question: text(80), payload: text(1_000) }), 1, 4)),
  "persistent_menu?": locales(
    listOf(
      tagged("type", {
        postback: shape({ type: oneOf("postback"), title: text(30), payload: text(1_000) }),
        web_url: shape({ type: oneOf("web_url"), title: text(30), url: webAddress }),
      }),
      1,
      20,
    ),
  ),
});
const deletedFields = shape({
  "platform?": oneOf("instagram"),
  fields: listOf(oneOf("ice_breakers", "persistent_menu"), 1, 2),
});

/** Says what is wrong with a change of questions or menu; undefined where nothing is. */
export function checkInstagramProfile(method: string, body: unknown): string | undefined {
  return (method === "DELETE" ? deletedFields : profileFields)(body, "body");
}
