import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/**
 * The content that a Telegram bot can show (Bot API 10.1). Options are inline keyboards, whose taps carry a payload. A card is a
 * picture with a caption and buttons, so cards are sent one by one.
 */
export const telegramAbilities: Abilities = {
  text: { max: 4_096, unit: "utf16" },
  caption: 1_024,
  quickReplies: { max: 100, label: 64, text: 4_096, onMedia: true },
  buttons: {
    max: 100,
    label: 64,
    text: 4_096,
    url: true,
    phone: false,
    mixed: true,
    picture: 1_024,
    video: 1_024,
  },
  list: null,
  cards: {
    min: 1,
    max: 1,
    title: 256,
    subtitle: 760,
    buttons: 100,
    imageNeeded: false,
    uniform: false,
  },
  media: { image: 5 * mb, video: 20 * mb, audio: 20 * mb, file: 20 * mb, sticker: 512 * 1024 },
  // https://core.telegram.org/bots/api#sending-files; other types go as documents.
  mediaTypes: {
    image: ["image/jpeg", "image/png", "image/webp"],
    video: ["video/mp4"],
    audio: ["audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/ogg"],
    sticker: ["image/webp", "video/webm", "application/x-tgsticker"],
  },
  location: true,
  contacts: true,
  locationRequest: true,
  shares: ["phone"],
  template: false,
  reactions: true,
  typing: true,
  receipts: { delivered: false, read: false },
  window: null,
  idempotencyKey: false,
  rate: { perSecond: 30, burst: 30, perContact: { perSecond: 1, burst: 5 } },
};
