import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { formContent } from "../form-content.ts";
import { id, isObject, type Json, number, object, objects, size, text } from "../read-json.ts";

/** Kinds of content that exist but cannot be shown; whatever else has no text is a note by Telegram itself. */
const unsupported = [
  "dice",
  "poll",
  "game",
  "story",
  "invoice",
  "paid_media",
  "giveaway",
  "checklist",
];

/** The content of a Telegram message; undefined for notes such as "joined the group". */
export function parseTelegramContent(message: Json): MessageContent | undefined {
  const said = text(message.text);
  if (said !== undefined) {
    return { kind: "text", text: said };
  }
  const caption = defined({ caption: text(message.caption) });
  if (Array.isArray(message.photo)) {
    // Sizes of the same picture, the largest last.
    return withCaption(file("image", objects(message.photo).at(-1)), caption);
  }
  // A GIF comes as `animation` and `document` both.
  for (const key of ["animation", "video", "video_note"]) {
    if (isObject(message[key])) {
      return withCaption(file("video", message[key]), caption);
    }
  }
  if (isObject(message.voice)) {
    return withCaption(voice(message.voice), caption);
  }
  if (isObject(message.audio)) {
    return withCaption(file("audio", message.audio), caption);
  }
  if (isObject(message.sticker)) {
    return sticker(message.sticker);
  }
  if (isObject(message.document)) {
    return withCaption(file("file", message.document), caption);
  }
  // A venue comes as `venue` and `location` both.
  if (isObject(message.venue)) {
    return place(object(message.venue.location), message.venue);
  }
  if (isObject(message.location)) {
    return place(message.location, {});
  }
  if (isObject(message.contact)) {
    return contact(message.contact);
  }
  if (isObject(message.web_app_data)) {
    return webApp(message.web_app_data);
  }
  if (isObject(message.successful_payment)) {
    return payment(message.successful_payment, "Paid");
  }
  if (isObject(message.refunded_payment)) {
    return payment(message.refunded_payment, "Refunded");
  }
  const people = objects(object(message.users_shared).users);
  if (people.length > 0) {
    return { kind: "contacts", contacts: people.map(sharedUser) };
  }
  const what = unsupported.find((key) => message[key] !== undefined);
  return what === undefined ? undefined : { kind: "unsupported", what };
}

function file(
  kind: "image" | "video" | "audio" | "file",
  part: unknown,
): MessageContent | undefined {
  const { file_id, mime_type, file_name, file_size } = object(part);
  const platformId = id(file_id);
  if (platformId === undefined) {
    return undefined;
  }
  const known = { mimeType: text(mime_type), fileName: text(file_name), size: size(file_size) };
  return { kind, url: "", platformId, ...defined(known) };
}

function withCaption(
  content: MessageContent | undefined,
  caption: { caption?: string },
): MessageContent | undefined {
  return content && ({ ...content, ...caption } as MessageContent);
}

function voice(part: Json): MessageContent | undefined {
  const content = file("audio", part);
  return content?.kind === "audio" ? { ...content, voice: true } : undefined;
}

function sticker(part: Json): MessageContent | undefined {
  const platformId = id(part.file_id);
  if (platformId === undefined) {
    return undefined;
  }
  const mimeType =
    part.is_animated === true
      ? "application/x-tgsticker"
      : part.is_video === true
        ? "video/webm"
        : "image/webp";
  const known = { emoji: text(part.emoji), size: size(part.file_size) };
  return { kind: "sticker", url: "", platformId, mimeType, ...defined(known) };
}

function place(location: Json, venue: Json): MessageContent | undefined {
  const latitude = number(location.latitude, -90, 90);
  const longitude = number(location.longitude, -180, 180);
  if (latitude === undefined || longitude === undefined) {
    return undefined;
  }
  const known = defined({ name: text(venue.title), address: text(venue.address) });
  return { kind: "location", latitude, longitude, ...known };
}

function webApp({ data, button_text }: Json): MessageContent | undefined {
  const answers = text(data);
  return answers === undefined ? undefined : formContent(text(button_text), answers);
}

/** Amounts come in the smallest unit of the currency; most have 100 of them. */
function payment(part: Json, word: "Paid" | "Refunded"): MessageContent {
  const currency = text(part.currency) ?? "";
  const amount = number(part.total_amount) ?? 0;
  const shown = `${word}: ${amountIn(amount, currency)}`;
  const order = text(part.invoice_payload);
  return {
    kind: "text",
    text: order === undefined ? shown : `${shown} (${order})`,
    data: {
      currency,
      totalAmount: amount,
      ...defined({
        payload: order,
        chargeId: text(part.telegram_payment_charge_id),
        providerChargeId: text(part.provider_payment_charge_id),
      }),
    },
  };
}

/** Telegram Stars have no smaller unit. */
function amountIn(amount: number, currency: string): string {
  if (currency === "XTR") {
    return `${amount} XTR`;
  }
  try {
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`;
  } catch {
    return `${amount} ${currency}`.trim();
  }
}

function sharedUser(user: Json) {
  const names = [text(user.first_name), text(user.last_name)].filter((it) => it !== undefined);
  const name = names.join(" ") || text(user.username) || (id(user.user_id) ?? "");
  return { name, phones: [], emails: [] };
}

function contact(part: Json): MessageContent {
  const names = [text(part.first_name), text(part.last_name)].filter((it) => it !== undefined);
  const phone = text(part.phone_number);
  // Of its own users Telegram gives the international number, mostly without the plus.
  const whole = phone !== undefined && /^\d{8,15}$/.test(phone) && id(part.user_id) !== undefined;
  const phones = phone === undefined ? [] : [whole ? `+${phone}` : phone];
  return { kind: "contacts", contacts: [{ name: names.join(" "), phones, emails: [] }] };
}
