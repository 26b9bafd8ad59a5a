import { anyBoolean, type Check, listOf, matching, oneOf, shape, tagged, text } from "./check.ts";

// https://docs.slack.dev/reference/block-kit
const address: Check = (value, path) =>
  typeof value === "string" && /^https?:\/\/\S+$/.test(value) && value.length <= 3_000
    ? undefined
    : `${path} must be a web address of at most 3000 characters`;
/** Markup in which nothing a person wrote can act: `<` and `>` stand only for Slack's own. */
const escaped =
  (max: number): Check =>
  (value, path) =>
    text(max)(value, path) ??
    (/[<>]|&(?!(amp|lt|gt);)/.test(String(value)) ? `${path} is not escaped` : undefined);
const plain = (max: number) =>
  shape({ type: oneOf("plain_text"), text: text(max), "emoji?": anyBoolean });
const anyText = (max: number) =>
  tagged("type", {
    plain_text: plain(max),
    mrkdwn: shape({ type: oneOf("mrkdwn"), text: escaped(max) }),
  });
const imageElement = shape({ type: oneOf("image"), image_url: address, alt_text: text(2_000) });
const option = shape({
  text: plain(75),
  value: text(75),
  "description?": plain(75),
});
const element = tagged("type", {
  button: shape({
    type: oneOf("button"),
    action_id: text(255),
    text: plain(75),
    "value?": text(2_000),
    "url?": address,
  }),
  static_select: shape({
    type: oneOf("static_select"),
    action_id: text(255),
    placeholder: plain(150),
    options: listOf(option, 1, 100),
  }),
});
const block = tagged("type", {
  section: shape({ type: oneOf("section"), text: anyText(3_000), "accessory?": imageElement }),
  actions: shape({
    type: oneOf("actions"),
    elements: listOf(element, 1, 25, (it) => (it as { action_id?: unknown }).action_id),
  }),
  image: imageElement,
  divider: shape({ type: oneOf("divider") }),
});
const place = matching(/^[CDGUW][A-Z0-9]+$/);
const moment = matching(/^\d+\.\d{6}$/);

const methods: Readonly<Record<string, Check>> = {
  "chat.postMessage": shape({
    channel: place,
    "thread_ts?": moment,
    text: escaped(40_000),
    "mrkdwn?": anyBoolean,
    "blocks?": listOf(block, 1, 50),
  }),
  "files.completeUploadExternal": shape({
    files: listOf(shape({ id: text(100), "title?": text(255) }), 1, 10),
    channels: place,
    "thread_ts?": moment,
    "initial_comment?": escaped(40_000),
  }),
  "auth.test": shape({}),
};

/** Says what is wrong with the body of a Web API call; undefined where nothing is. */
export function checkSlackCall(method: string, body: unknown): string | undefined {
  return methods[method]?.(body, "body") ?? (methods[method] ? undefined : "unknown_method");
}
