import {
  anyBoolean,
  between,
  bytes,
  type Check,
  listOf,
  matching,
  oneOf,
  shape,
  tagged,
  text,
  webAddress,
} from "./check.ts";

const chatId: Check = (value, path) =>
  (Number.isSafeInteger(value) && value !== 0) ||
  (typeof value === "string" && /^(-?\d+|@\w+)$/.test(value))
    ? undefined
    : `${path} must be a chat's id`;
const whole: Check = (value, path) =>
  Number.isSafeInteger(value) && (value as number) > 0
    ? undefined
    : `${path} must be a positive whole number`;

const inlineButton: Check = (value, path) => {
  const isLink = typeof value === "object" && value !== null && "url" in value;
  const action = isLink ? { url: matching(/^(https?|tg):\/\/\S+$/) } : { callback_data: bytes(64) };
  return shape({ text: text(1_000), ...action })(value, path);
};
const key = shape({
  text: text(1_000),
  "request_location?": oneOf(true),
  "request_contact?": oneOf(true),
});
const countKeys: Check = (value, path) =>
  (value as unknown[][]).flat().length > 100 ? `${path}: reply markup is too long` : undefined;
const markup: Check = (value, path) => {
  const kind = Object.keys((value ?? {}) as object)[0];
  switch (kind) {
    case "inline_keyboard":
      return (
        shape({ inline_keyboard: listOf(listOf(inlineButton, 1, 8), 1, 100) })(value, path) ??
        countKeys((value as { inline_keyboard: unknown }).inline_keyboard, path)
      );
    case "remove_keyboard":
      return shape({ remove_keyboard: oneOf(true) })(value, path);
    case "force_reply":
      return shape({ force_reply: oneOf(true) })(value, path);
    default:
      return shape({
        keyboard: listOf(listOf(key, 1, 12), 1, 100),
        "resize_keyboard?": anyBoolean,
        "one_time_keyboard?": anyBoolean,
        "input_field_placeholder?": text(64),
      })(value, path);
  }
};

const common = {
  chat_id: chatId,
  "message_thread_id?": whole,
  "reply_markup?": markup,
  "reply_parameters?": shape({
    message_id: whole,
    "allow_sending_without_reply?": anyBoolean,
  }),
};
const parseMode = { "parse_mode?": oneOf("HTML", "MarkdownV2") };
/** A file by address, or one that Telegram already has by its id. */
const file: Check = (value, path) =>
  typeof value === "string" &&
  (webAddress(value, path) === undefined || /^[\w-]{20,200}$/.test(value))
    ? undefined
    : `${path}: wrong file identifier/HTTP URL specified`;
/** By address only GIF, PDF and ZIP; everything else must be uploaded. */
const document: Check = (value, path) => {
  if (typeof value === "object" && value !== null && "upload" in value) {
    return "size" in value && Number(value.size) > 0 ? undefined : `${path}: the file is empty`;
  }
  const address = String(value);
  const type = /\.(\w+)$/.exec(URL.canParse(address) ? new URL(address).pathname : "")?.[1];
  return type !== undefined && !/^(pdf|zip|gif)$/i.test(type)
    ? `${path}: wrong type of the web page content`
    : file(value, path);
};
const media = (name: string, extra: Record<string, Check> = {}) =>
  shape({ ...common, ...parseMode, [name]: file, "caption?": text(1_024), ...extra });
const place = { latitude: between(-90, 90), longitude: between(-180, 180) };

const methods: Readonly<Record<string, Check>> = {
  sendMessage: shape({
    ...common,
    ...parseMode,
    text: text(4_096),
    "link_preview_options?": shape({
      "is_disabled?": anyBoolean,
      "url?": webAddress,
      "prefer_large_media?": anyBoolean,
      "show_above_text?": anyBoolean,
    }),
  }),
  sendPhoto: media("photo"),
  sendVideo: media("video"),
  sendAudio: media("audio"),
  sendVoice: media("voice"),
  sendDocument: shape({ ...common, ...parseMode, document, "caption?": text(1_024) }),
  sendSticker: shape({ ...common, sticker: file }),
  sendLocation: shape({ ...common, ...place }),
  sendVenue: shape({ ...common, ...place, title: text(1_000), address: text(1_000) }),
  sendContact: shape({
    ...common,
    phone_number: text(50),
    first_name: text(255),
    "last_name?": text(255),
  }),
  sendChatAction: shape({
    chat_id: chatId,
    "message_thread_id?": whole,
    action: oneOf("typing", "upload_photo"),
  }),
  setMessageReaction: shape({
    chat_id: chatId,
    message_id: whole,
    reaction: listOf(
      tagged("type", { emoji: shape({ type: oneOf("emoji"), emoji: text(20) }) }),
      0,
      1,
    ),
  }),
  answerCallbackQuery: shape({
    callback_query_id: text(100),
    "text?": text(200, { blank: true }),
    "show_alert?": anyBoolean,
  }),
  getMe: shape({}),
  getChat: shape({ chat_id: chatId }),
  getFile: shape({ file_id: text(300) }),
  setMyCommands: shape({
    commands: listOf(
      shape({ command: matching(/^[a-z0-9_]{1,32}$/), description: text(256) }),
      0,
      100,
    ),
  }),
  setChatMenuButton: shape({
    menu_button: tagged("type", {
      commands: shape({ type: oneOf("commands") }),
      default: shape({ type: oneOf("default") }),
      web_app: shape({
        type: oneOf("web_app"),
        text: text(64),
        web_app: shape({ url: webAddress }),
      }),
    }),
  }),
  setWebhook: shape({
    url: webAddress,
    "secret_token?": matching(/^[A-Za-z0-9_-]{1,256}$/),
    "allowed_updates?": listOf(text(60), 0, 40),
    "max_connections?": between(1, 100),
    "drop_pending_updates?": anyBoolean,
  }),
};

/** Whether the Bot API has such a method (of those that the double knows). */
export function isTelegramMethod(method: string): boolean {
  return Object.hasOwn(methods, method);
}

/** Finds the fault of a method's parameters; undefined if they have none. */
export function checkTelegramCall(method: string, parameters: unknown): string | undefined {
  return methods[method]?.(parameters, method) ?? checkPrivate(parameters);
}

const checkPrivate = (parameters: unknown) => {
  const { chat_id, reply_markup } = (parameters ?? {}) as Record<string, unknown>;
  return Number(chat_id) < 0 && JSON.stringify(reply_markup ?? "").includes("request_contact")
    ? "phone number can be requested in private chats only"
    : undefined;
};
