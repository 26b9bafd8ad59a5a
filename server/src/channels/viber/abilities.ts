import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/**
 * The content that a Viber bot can show (REST Bot API). Options are a keyboard below the chat; cards are a carousel. A recording goes as a
 * file. Captions stand only under pictures.
 */
export const viberAbilities: Abilities = {
  text: { max: 7_000, unit: "utf16" },
  caption: 768,
  captionKinds: ["image"],
  quickReplies: { max: 24, label: 60, text: 4_000, onMedia: true },
  buttons: { max: 24, label: 60, text: 4_000, url: true, phone: false, mixed: true },
  list: null,
  cards: {
    min: 1,
    max: 6,
    title: 80,
    subtitle: 160,
    buttons: 2,
    imageNeeded: false,
    uniform: false,
  },
  media: { image: 1 * mb, video: 26 * mb, file: 50 * mb },
  mediaTypes: {
    image: ["image/jpeg", "image/png", "image/gif"],
    video: ["video/mp4"],
  },
  location: true,
  contacts: true,
  locationRequest: true,
  shares: ["phone"],
  template: false,
  reactions: false,
  typing: false,
  receipts: { delivered: true, read: true },
  window: null,
  idempotencyKey: false,
  rate: { perSecond: 40, burst: 40, perContact: { perSecond: 1, burst: 10 } },
};
