import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/** The content that the WhatsApp Cloud API can show (Graph API v25, 2026). */
export const whatsappAbilities: Abilities = {
  text: { max: 4_096, unit: "utf16" },
  caption: 1_024,
  quickReplies: { max: 3, label: 20, text: 1_024, onMedia: false },
  buttons: {
    max: 3,
    label: 20,
    text: 1_024,
    url: true,
    phone: false,
    mixed: false,
    picture: 1_024,
    video: 1_024,
  },
  list: { rows: 10, label: 24, description: 72, text: 4_096, button: 20 },
  // A carousel card has one text of 160: title, a line break and the subtitle.
  cards: {
    min: 2,
    max: 10,
    title: 60,
    subtitle: 99,
    buttons: 3,
    imageNeeded: true,
    uniform: true,
    buttonNeeded: true,
  },
  media: { image: 5 * mb, video: 16 * mb, audio: 16 * mb, file: 100 * mb, sticker: 100 * 1024 },
  // https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
  mediaTypes: {
    image: ["image/jpeg", "image/png"],
    video: ["video/mp4", "video/3gpp"],
    audio: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
    sticker: ["image/webp"],
  },
  location: true,
  contacts: true,
  locationRequest: true,
  products: true,
  forms: true,
  template: true,
  reactions: true,
  typing: true,
  receipts: { delivered: true, read: true },
  window: { hours: 24, outside: "template" },
  marketingConsent: true,
  idempotencyKey: false,
  rate: { perSecond: 80, burst: 80, perContact: { perSecond: 1 / 6, burst: 45 } },
};
