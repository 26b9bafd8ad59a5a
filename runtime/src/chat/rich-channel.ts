import type { Abilities } from "@chatloom/flows-schema";

/** A channel that shows everything. */
export const richChannel: Abilities = {
  text: { max: 4_000, unit: "utf16" },
  caption: 1_000,
  quickReplies: { max: 13, label: 40, text: 4_000, onMedia: true },
  buttons: { max: 5, label: 40, text: 2_000, url: true, phone: true, mixed: true },
  list: null,
  cards: {
    min: 1,
    max: 10,
    title: 80,
    subtitle: 80,
    buttons: 3,
    imageNeeded: false,
    uniform: false,
  },
  media: { image: 5e6, video: 16e6, audio: 16e6, file: 100e6, sticker: 5e5 },
  location: true,
  contacts: true,
  locationRequest: true,
  template: true,
  reactions: true,
  typing: false,
  receipts: { delivered: true, read: true },
  window: null,
  idempotencyKey: true,
  rate: { perSecond: 30, burst: 30 },
};
