import {
  anyBoolean,
  between,
  type Check,
  listOf,
  matching,
  oneOf,
  shape,
  tagged,
  text,
  webAddress,
} from "./check.ts";
import { attachmentOf, cardOf, ownDetails } from "./meta-rules.ts";

const secureAddress = matching(/^https:\/\/[^\s]+$/);
const button = tagged("type", {
  postback: shape({ type: oneOf("postback"), title: text(20), payload: text(1_000) }),
  web_url: shape({
    type: oneOf("web_url"),
    title: text(20),
    url: webAddress,
    "webview_height_ratio?": oneOf("compact", "tall", "full"),
    "messenger_extensions?": oneOf(true),
    "fallback_url?": webAddress,
  }),
  phone_number: shape({
    type: oneOf("phone_number"),
    title: text(20),
    payload: matching(/^\+[\d ()-]{4,20}$/),
  }),
  // Messenger writes their words itself.
  account_link: shape({ type: oneOf("account_link"), url: secureAddress }),
  account_unlink: shape({ type: oneOf("account_unlink") }),
});
const element = cardOf(button);
const question = (type: string, ...looks: readonly string[]) =>
  shape({
    id: matching(/^[A-Za-z0-9]{1,80}$/),
    type: oneOf(type),
    "title?": matching(/^.{5,85}$/s),
    "score_option?": oneOf(...looks),
    "follow_up?": shape({ type: oneOf("free_form"), "placeholder?": text(65) }),
  });
const money = between(0, 1e12);
const shopTemplates = {
  product: shape({
    template_type: oneOf("product"),
    elements: listOf(shape({ id: matching(/^\d+$/) }), 1, 10),
  }),
  coupon: (value: unknown, path: string) => {
    const { coupon_code, coupon_url } = value as Record<string, unknown>;
    const problem = shape({
      template_type: oneOf("coupon"),
      title: text(80),
      "subtitle?": text(80),
      "coupon_code?": text(1_000),
      "coupon_url?": webAddress,
      "image_url?": webAddress,
      "payload?": text(1_000),
    })(value, path);
    return (
      problem ??
      ((coupon_code === undefined) === (coupon_url === undefined)
        ? `${path}: give either coupon_code or coupon_url`
        : undefined)
    );
  },
  receipt: shape({
    template_type: oneOf("receipt"),
    recipient_name: text(1_000),
    order_number: text(1_000),
    currency: matching(/^[A-Z]{3}$/),
    payment_method: text(1_000),
    "order_url?": webAddress,
    "timestamp?": matching(/^\d{10}$/),
    summary: shape({
      total_cost: money,
      "subtotal?": money,
      "shipping_cost?": money,
      "total_tax?": money,
    }),
    "adjustments?": listOf(shape({ name: text(1_000), amount: money }), 1, 100),
    "elements?": listOf(
      shape({
        title: text(1_000),
        price: money,
        "subtitle?": text(1_000),
        "quantity?": money,
        "currency?": matching(/^[A-Z]{3}$/),
        "image_url?": webAddress,
      }),
      1,
      100,
    ),
  }),
};
/** A file that Meta keeps already, or one on Facebook: no other address. */
const mediaElement: Check = (value, path) => {
  const { attachment_id, url } = value as Record<string, unknown>;
  return (
    shape({
      media_type: oneOf("image", "video"),
      "attachment_id?": matching(/^\d+$/),
      "url?": matching(/^https:\/\/([\w.]+\.)?facebook\.com\//),
      "buttons?": listOf(button, 1, 3),
    })(value, path) ??
    ((attachment_id === undefined) === (url === undefined)
      ? `${path}: give either attachment_id or url`
      : undefined)
  );
};
const ratingForm = shape({
  template_type: oneOf("customer_feedback"),
  title: text(65),
  "subtitle?": text(80),
  button_title: text(20),
  feedback_screens: listOf(
    shape({
      questions: listOf(
        tagged("type", {
          csat: question("csat", "one_to_five", "five_stars", "five_emojis"),
          nps: question("nps", "zero_to_ten"),
          ces: question("ces", "one_to_seven"),
        }),
        1,
        1,
      ),
    }),
    1,
    1,
  ),
  business_privacy: shape({ url: webAddress }),
  "expires_in_days?": between(1, 7),
});
const template = tagged("template_type", {
  media: shape({
    template_type: oneOf("media"),
    elements: listOf(mediaElement, 1, 1),
    "sharable?": anyBoolean,
  }),
  button: shape({
    template_type: oneOf("button"),
    text: text(640),
    buttons: listOf(button, 1, 3),
  }),
  generic: shape({
    template_type: oneOf("generic"),
    "image_aspect_ratio?": oneOf("horizontal", "square"),
    elements: listOf(element, 1, 10),
  }),
  ...shopTemplates,
  customer_feedback: ratingForm,
});
const media = shape({ url: webAddress, "is_reusable?": anyBoolean });
const attachment = attachmentOf(media, template);
const quickReplies = listOf(
  tagged("content_type", {
    text: shape({
      content_type: oneOf("text"),
      title: text(20),
      payload: text(1_000),
      "image_url?": webAddress,
    }),
    ...ownDetails,
  }),
  1,
  13,
);
const common = { "metadata?": text(1_000), "quick_replies?": quickReplies };
const message: Check = (value, path) =>
  typeof value === "object" && value !== null && "attachment" in value
    ? shape({ attachment, ...common })(value, path)
    : shape({ text: text(2_000), ...common })(value, path);
const utilityParameter = tagged("type", {
  text: shape({ type: oneOf("text"), "parameter_name?": text(100), text: text(1_024) }),
  image: shape({ type: oneOf("image"), image: shape({ link: webAddress }) }),
});
const utility = shape({
  template: shape({
    name: matching(/^[a-z0-9_]{1,512}$/),
    language: shape({ code: matching(/^[a-z]{2,3}(_[A-Z]{2})?$/) }),
    "components?": listOf(
      tagged("type", {
        header: shape({ type: oneOf("header"), parameters: listOf(utilityParameter, 1, 1) }),
        body: shape({ type: oneOf("body"), parameters: listOf(utilityParameter, 1, 20) }),
        buttons: shape({
          type: oneOf("buttons"),
          parameters: listOf(shape({ type: oneOf("POSTBACK"), payload: text(1_000) }), 1, 3),
        }),
      }),
      1,
      3,
    ),
  }),
});
const recipient = shape({ id: matching(/^[\w-]{3,100}$/) });
const comment = shape({ comment_id: matching(/^\d+_\d+$/) });
const send: Check = (value, path) => {
  const { messaging_type, recipient: to } = value as {
    messaging_type?: unknown;
    recipient?: object;
  };
  if (messaging_type === "UTILITY") {
    return shape({ recipient, messaging_type: oneOf("UTILITY"), message: utility })(value, path);
  }
  const tagged = messaging_type === "MESSAGE_TAG";
  if (typeof to === "object" && to !== null && "comment_id" in to) {
    return shape({ recipient: comment, message })(value, path);
  }
  return shape({
    recipient,
    messaging_type: oneOf("RESPONSE", "UPDATE", "MESSAGE_TAG"),
    // The other tags ended in April 2026.
    ...(tagged && { tag: oneOf("HUMAN_AGENT") }),
    message,
    "reply_to?": shape({ mid: text(500) }),
    "persona_id?": matching(/^\d+$/),
  })(value, path);
};
const action = tagged("sender_action", {
  typing_on: shape({ recipient, sender_action: oneOf("typing_on") }),
  typing_off: shape({ recipient, sender_action: oneOf("typing_off") }),
  mark_seen: shape({ recipient, sender_action: oneOf("mark_seen") }),
  react: shape({
    recipient,
    sender_action: oneOf("react"),
    payload: shape({ message_id: text(500), reaction: text(20) }),
  }),
  unreact: shape({
    recipient,
    sender_action: oneOf("unreact"),
    payload: shape({ message_id: text(500) }),
  }),
});

/** Finds the fault of a body posted to the Send API; undefined if it has none. */
export function checkMessengerSend(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) {
    return "the body must be an object";
  }
  return "sender_action" in value ? action(value, "body") : send(value, "body");
}

const upload = shape({
  message: shape({
    attachment: tagged("type", {
      image: shape({ type: oneOf("image"), payload: media }),
      video: shape({ type: oneOf("video"), payload: media }),
      audio: shape({ type: oneOf("audio"), payload: media }),
      file: shape({ type: oneOf("file"), payload: media }),
    }),
  }),
});

/** Finds the fault of a body posted to the Attachment Upload API; undefined if it has none. */
export function checkMessengerUpload(value: unknown): string | undefined {
  return upload(value, "body");
}

/** Finds the fault of a body posted to a page's personas; undefined if it has none. */
export function checkMessengerPersona(value: unknown): string | undefined {
  return shape({ name: text(50), profile_picture_url: webAddress })(value, "body");
}
