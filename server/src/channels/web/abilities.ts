import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/** The content that our own widget shows: all kinds except those that only phones have. */
export const webAbilities: Abilities = {
  text: { max: 10_000, unit: "utf16" },
  caption: 2_000,
  quickReplies: { max: 30, label: 100, text: 10_000, onMedia: true },
  buttons: { max: 10, label: 100, text: 10_000, url: true, phone: true, mixed: true },
  list: { rows: 30, label: 100, description: 200, text: 10_000, button: 50 },
  cards: {
    min: 1,
    max: 10,
    title: 200,
    subtitle: 500,
    buttons: 5,
    imageNeeded: false,
    uniform: false,
  },
  media: { image: 25 * mb, video: 25 * mb, audio: 25 * mb, file: 25 * mb, sticker: 5 * mb },
  location: true,
  contacts: true,
  locationRequest: true,
  pickers: true,
  template: false,
  reactions: false,
  typing: true,
  receipts: { delivered: false, read: false },
  window: null,
  idempotencyKey: true,
  rate: { perSecond: 1_000, burst: 1_000 },
};
