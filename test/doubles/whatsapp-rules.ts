import {
  anyBoolean,
  both,
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

const mediaPart = (extra: Record<string, Check>) => shape({ link: webAddress, ...extra });
const caption = { "caption?": text(1_024) };
const image = shape({ type: oneOf("image"), image: mediaPart({}) });
const header = tagged("type", {
  text: shape({ type: oneOf("text"), text: text(60) }),
  image,
  video: shape({ type: oneOf("video"), video: mediaPart({}) }),
  document: shape({ type: oneOf("document"), document: mediaPart({ "filename?": text(240) }) }),
});
const body = (max: number) => shape({ text: text(max) });
const footer = shape({ text: text(60) });
const openPage = shape({
  name: oneOf("cta_url"),
  parameters: shape({ display_text: text(20), url: webAddress }),
});

const titleOf = (key: string) => (item: unknown) =>
  ((item as Record<string, { title?: unknown }>)[key] as { title?: unknown } | undefined)?.title;
const replyButtons = listOf(
  shape({ type: oneOf("reply"), reply: shape({ id: text(256), title: text(20) }) }),
  1,
  3,
  titleOf("reply"),
);
const rows = listOf(
  shape({ id: text(200), title: text(24), "description?": text(72) }),
  1,
  10,
  (row) => (row as { id?: unknown }).id,
);

const quickReplies = listOf(
  shape({ type: oneOf("quick_reply"), quick_reply: shape({ id: text(20), title: text(20) }) }),
  1,
  3,
  titleOf("quick_reply"),
);
const productSections = listOf(
  shape({
    title: text(24),
    product_items: listOf(shape({ product_retailer_id: text(100) }), 1, 30),
  }),
  1,
  10,
);
const withoutEmoji: Check = (value, path) =>
  /\p{Extended_Pictographic}/u.test(String(value)) ? `${path} has an emoji` : undefined;
const filledObject: Check = (value, path) =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0
    ? undefined
    : `${path} must be an object that is not empty`;
const fewLines: Check = (value, path) =>
  typeof value === "string" && value.split("\n").length > 3
    ? `${path} has more than two line breaks`
    : undefined;
const card: Check = (value, path) => {
  const action = (value as { action?: object } | null)?.action ?? {};
  return shape({
    card_index: (it, at) => (Number.isInteger(it) ? undefined : `${at} must be a whole number`),
    type: oneOf("cta_url"),
    header: image,
    "body?": shape({ text: both(text(160), fewLines) }),
    action: "buttons" in action ? shape({ buttons: quickReplies }) : openPage,
  })(value, path);
};
/** Every card needs the same number and kind of buttons, and its place in the row. */
const alike: Check = (value, path) => {
  const cards = value as { card_index: number; action: { buttons?: unknown[] } }[];
  const kinds = new Set(cards.map(({ action }) => action.buttons?.length ?? "url"));
  if (kinds.size > 1) {
    return `${path} must all have the same buttons`;
  }
  return cards.some((it, index) => it.card_index !== index)
    ? `${path} must be numbered from 0`
    : undefined;
};

const interactive = tagged("type", {
  button: shape({
    type: oneOf("button"),
    "header?": header,
    body: body(1_024),
    "footer?": footer,
    action: shape({ buttons: replyButtons }),
  }),
  list: shape({
    type: oneOf("list"),
    "header?": shape({ type: oneOf("text"), text: text(60) }),
    body: body(4_096),
    "footer?": footer,
    action: shape({
      button: text(20),
      sections: listOf(shape({ "title?": text(24), rows }), 1, 1),
    }),
  }),
  cta_url: shape({
    type: oneOf("cta_url"),
    "header?": header,
    body: body(1_024),
    "footer?": footer,
    action: openPage,
  }),
  catalog_message: shape({
    type: oneOf("catalog_message"),
    body: body(1_024),
    action: shape({
      name: oneOf("catalog_message"),
      "parameters?": shape({ thumbnail_product_retailer_id: text(100) }),
    }),
  }),
  product: shape({
    type: oneOf("product"),
    "body?": body(1_024),
    "footer?": footer,
    action: shape({ catalog_id: text(100), product_retailer_id: text(100) }),
  }),
  product_list: shape({
    type: oneOf("product_list"),
    header: shape({ type: oneOf("text"), text: text(60) }),
    body: body(1_024),
    "footer?": footer,
    action: shape({ catalog_id: text(100), sections: productSections }),
  }),
  flow: shape({
    type: oneOf("flow"),
    body: body(1_024),
    action: shape({
      name: oneOf("flow"),
      parameters: shape({
        flow_message_version: oneOf("3"),
        flow_id: text(100),
        flow_cta: both(text(30), withoutEmoji),
        "flow_token?": text(200),
        "mode?": oneOf("draft", "published"),
        "flow_action?": oneOf("navigate", "data_exchange"),
        "flow_action_payload?": shape({ screen: text(100), "data?": filledObject }),
      }),
    }),
  }),
  location_request_message: shape({
    type: oneOf("location_request_message"),
    body: body(1_024),
    action: shape({ name: oneOf("send_location") }),
  }),
  carousel: shape({
    type: oneOf("carousel"),
    body: body(1_024),
    action: shape({ cards: both(listOf(card, 2, 10), alike) }),
  }),
});

const named = { "parameter_name?": text(100) };
const parameter = tagged("type", {
  text: shape({ type: oneOf("text"), ...named, text: text(1_024) }),
  image: shape({ type: oneOf("image"), ...named, image: mediaPart({}) }),
  video: shape({ type: oneOf("video"), ...named, video: mediaPart({}) }),
  document: shape({ type: oneOf("document"), ...named, document: mediaPart({}) }),
});
const buttonParameter = tagged("type", {
  payload: shape({ type: oneOf("payload"), payload: text(256) }),
  text: shape({ type: oneOf("text"), text: text(2_000) }),
});
const component = tagged("type", {
  header: shape({ type: oneOf("header"), parameters: listOf(parameter, 1, 1) }),
  body: shape({ type: oneOf("body"), parameters: listOf(parameter, 1, 50) }),
  button: shape({
    type: oneOf("button"),
    sub_type: oneOf("quick_reply", "url"),
    index: matching(/^\d$/),
    parameters: listOf(buttonParameter, 1, 1),
  }),
});
const template = shape({
  name: matching(/^[a-z0-9_]{1,512}$/),
  language: shape({ code: matching(/^[a-z]{2,3}(_[A-Z]{2})?$/) }),
  "components?": listOf(component, 1, 20),
});

const contact = shape({
  name: shape({ formatted_name: text(1_000), first_name: text(1_000) }),
  "phones?": listOf(shape({ phone: text(50), "type?": text(20) }), 0, 20),
  "emails?": listOf(shape({ email: text(200), "type?": text(20) }), 0, 20),
  "org?": shape({ company: text(200) }),
});

const envelope = {
  messaging_product: oneOf("whatsapp"),
  recipient_type: oneOf("individual"),
  "to?": matching(/^\+\d{5,15}$/),
  "recipient?": matching(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/),
  "context?": shape({ message_id: text(200) }),
  "biz_opaque_callback_data?": text(512),
};
const message = (type: string, part: Check) =>
  shape({ ...envelope, type: oneOf(type), [type]: part });
const kinds = tagged("type", {
  text: message("text", shape({ body: text(4_096), "preview_url?": anyBoolean })),
  image: message("image", mediaPart(caption)),
  video: message("video", mediaPart(caption)),
  audio: message("audio", mediaPart({ "voice?": anyBoolean })),
  document: message("document", mediaPart({ ...caption, "filename?": text(240) })),
  sticker: message("sticker", mediaPart({})),
  location: message(
    "location",
    shape({
      latitude: matching(/^-?\d{1,2}(\.\d+)?(e-?\d+)?$/),
      longitude: matching(/^-?\d{1,3}(\.\d+)?(e-?\d+)?$/),
      "name?": text(1_000),
      "address?": text(1_000),
    }),
  ),
  contacts: message("contacts", listOf(contact, 1, 257)),
  reaction: message("reaction", shape({ message_id: text(200), emoji: text(20, { blank: true }) })),
  interactive: message("interactive", interactive),
  template: message("template", template),
});

/** Finds the fault of a body posted to `/messages`, by the limits of the Cloud API; undefined if it has none. */
export function checkWhatsappSend(value: unknown): string | undefined {
  const given = value as { to?: unknown; recipient?: unknown } | null;
  const nobody = given?.to === undefined && given?.recipient === undefined;
  return first([kinds(value, "message"), nobody ? "message.to is missing" : undefined]);
}

/** The same for the call that marks as read and shows "typing…". */
export const checkWhatsappTyping: Check = shape({
  messaging_product: oneOf("whatsapp"),
  status: oneOf("read"),
  message_id: text(200),
  "typing_indicator?": shape({ type: oneOf("text") }),
});
