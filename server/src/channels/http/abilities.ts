import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/** The other system gets every kind of message as data and shows what it can. */
export const httpAbilities: Abilities = {
  text: { max: 10_000, unit: "utf16" },
  caption: 4_096,
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
  media: { image: 100 * mb, video: 100 * mb, audio: 100 * mb, file: 100 * mb, sticker: 5 * mb },
  location: true,
  contacts: true,
  locationRequest: true,
  template: true,
  reactions: true,
  typing: false,
  receipts: { delivered: true, read: true },
  window: null,
  idempotencyKey: true,
  rate: { perSecond: 50, burst: 100 },
};
