import {
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

const address = shape({ url: webAddress });
const phone = shape({ phone_code: matching(/^\d{8,15}$/) });
const button = tagged("type", {
  "oa.query.show": shape({ title: text(100), type: oneOf("oa.query.show"), payload: text(1_000) }),
  "oa.query.hide": shape({ title: text(100), type: oneOf("oa.query.hide"), payload: text(1_000) }),
  "oa.open.url": shape({ title: text(100), type: oneOf("oa.open.url"), payload: address }),
  "oa.open.phone": shape({ title: text(100), type: oneOf("oa.open.phone"), payload: phone }),
});
const mediaElement = shape({ media_type: oneOf("image"), url: webAddress });
const infoElement = shape({ title: text(100), subtitle: text(500), "image_url?": webAddress });
const payload: Check = (value, path) => {
  const type = (value as { template_type?: unknown } | null)?.template_type;
  if (type === "media") {
    const elements = listOf(mediaElement, 1, 1);
    return shape({ template_type: oneOf("media"), elements })(value, path);
  }
  if (type === "request_user_info") {
    const elements = listOf(infoElement, 1, 1);
    return shape({ template_type: oneOf("request_user_info"), elements })(value, path);
  }
  return shape({ buttons: listOf(button, 1, 5) })(value, path);
};
const attachment = tagged("type", {
  template: shape({ type: oneOf("template"), payload }),
  file: shape({ type: oneOf("file"), payload: shape({ token: text(500) }) }),
});

/** A text, a picture with or without words, a file, or words with buttons. Zalo counts composed characters. */
const message: Check = (value, path) => {
  const given = value as { text?: unknown; attachment?: { payload?: { buttons?: unknown } } };
  const needsText =
    given.attachment === undefined || given.attachment.payload?.buttons !== undefined;
  return first([
    shape({
      [needsText ? "text" : "text?"]: text(2_000),
      "attachment?": attachment,
      "quote_message_id?": text(100),
    })(value, path),
    typeof given.text === "string" && given.text !== given.text.normalize("NFC")
      ? `${path}.text must be composed (NFC)`
      : undefined,
  ]);
};
const user = shape({ user_id: matching(/^\d{5,30}$/) });
const stranger = shape({ anonymous_id: text(100), conversation_id: text(100) });

/** Says what is wrong with a consultation message; undefined where nothing is. */
function checkZaloMessage(body: unknown): string | undefined {
  return shape({ recipient: user, message })(body, "body");
}

/** Says what is wrong with what the older message API still takes: reactions, and messages to people who are not logged in. */
function checkZaloOldMessage(body: unknown): string | undefined {
  const isAction = typeof body === "object" && body !== null && "sender_action" in body;
  const sender_action = shape({ react_icon: text(20), react_message_id: text(200) });
  return isAction
    ? shape({ recipient: user, sender_action })(body, "body")
    : shape({ recipient: stranger, message })(body, "body");
}

const data: Check = (value, path) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? first(Object.entries(value).map(([name, it]) => text(500)(it, `${path}.${name}`)))
    : `${path} must be an object`;

/** Says what is wrong with a template that is sent by the contact's id; undefined where nothing is. */
function checkZaloTemplate(body: unknown): string | undefined {
  const fields = { user_id: matching(/^\d{5,30}$/), template_id: text(50), template_data: data };
  return shape(fields)(body, "body");
}

/** Says what is wrong with a template that is sent by phone number; undefined where nothing is. */
function checkZaloPhoneTemplate(body: unknown): string | undefined {
  return shape({
    phone: matching(/^[1-9]\d{8,14}$/),
    template_id: text(50),
    template_data: data,
    tracking_id: text(48),
  })(body, "body");
}

/** Says what is wrong with a send by its path. */
export function checkZaloSend(path: string, body: unknown): string | undefined {
  const { pathname } = new URL(path, "http://double");
  switch (pathname) {
    case "/v3.0/oa/message/cs":
      return checkZaloMessage(body);
    case "/v2.0/oa/message":
      return checkZaloOldMessage(body);
    case "/v3.0/oa/message/template":
      return checkZaloTemplate(body);
    case "/message/template":
      return checkZaloPhoneTemplate(body);
    default:
      return `${pathname} is no address that sends`;
  }
}
