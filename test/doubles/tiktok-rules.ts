import { type Check, first, listOf, matching, oneOf, shape, tagged, text } from "./check.ts";

/** TikTok counts characters; by UTF-16 units is the stricter way. */
const button = shape({ type: oneOf("REPLY"), title: text(20), id: text(40) });
const template = shape({
  type: oneOf("QA_BUTTON_CARD"),
  title: text(40),
  buttons: listOf(button, 1, 3, (it) => (it as { id?: unknown }).id),
});
const place = {
  business_id: text(200),
  recipient_type: oneOf("CONVERSATION"),
  recipient: text(500),
};

const message = tagged("message_type", {
  TEXT: shape({
    ...place,
    message_type: oneOf("TEXT"),
    text: shape({ body: text(6_000) }),
    "referenced_message_info?": shape({ referenced_message_id: text(200) }),
  }),
  IMAGE: shape({ ...place, message_type: oneOf("IMAGE"), image: shape({ media_id: text(200) }) }),
  TEMPLATE: shape({ ...place, message_type: oneOf("TEMPLATE"), template }),
  SENDER_ACTION: shape({
    ...place,
    message_type: oneOf("SENDER_ACTION"),
    sender_action: oneOf("TYPING", "MARK_READ"),
  }),
});

const file: Check = (value, path) => {
  const { type, size } = (value ?? {}) as { type?: unknown; size?: unknown };
  return first([
    oneOf("image/jpeg", "image/png")(type, `${path}.type`),
    Number(size) > 0 && Number(size) <= 3 * 1024 * 1024 ? undefined : `${path} has a wrong size`,
  ]);
};

const bodies: Readonly<Record<string, Check>> = {
  "business/message/send/": message,
  "business/message/media/upload/": shape({
    business_id: text(200),
    media_type: oneOf("IMAGE"),
    file,
  }),
  "business/message/media/download/": shape({
    business_id: text(200),
    conversation_id: text(500),
    message_id: text(200),
    media_id: text(200),
    media_type: oneOf("IMAGE", "VIDEO"),
  }),
  "business/webhook/update/": shape({
    app_id: text(100),
    secret: text(200),
    event_type: oneOf("DIRECT_MESSAGE"),
    callback_url: matching(/^https?:\/\/\S+$/),
  }),
  "tt_user/oauth2/refresh_token/": shape({
    client_id: text(100),
    client_secret: text(200),
    grant_type: oneOf("refresh_token"),
    refresh_token: text(500),
  }),
};

/** Says what is wrong with the body of a POST; `path` begins after the version. Undefined where nothing is. */
export function checkTiktokCall(path: string, body: unknown): string | undefined {
  const check = Object.hasOwn(bodies, path) ? bodies[path] : undefined;
  return check ? check(body, "body") : `${path} is not known`;
}
