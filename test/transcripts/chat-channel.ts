import type { Abilities } from "@chatloom/flows-schema";

/** The channel that transcripts are played on: it shows everything a website chat would. */
export const chatAbilities: Abilities = {
  text: { max: 10_000, unit: "graphemes" },
  caption: 1_000,
  quickReplies: { max: 13, label: 40, text: 10_000, onMedia: true },
  buttons: { max: 10, label: 40, text: 10_000, url: true, phone: true, mixed: true },
  list: { rows: 30, label: 60, description: 100, text: 10_000, button: 20 },
  cards: {
    min: 1,
    max: 10,
    title: 80,
    subtitle: 80,
    buttons: 3,
    imageNeeded: false,
    uniform: false,
  },
  media: { image: 10_000_000, video: 10_000_000, audio: 10_000_000, file: 10_000_000 },
  location: true,
  contacts: true,
  locationRequest: true,
  template: true,
  reactions: true,
  typing: true,
  receipts: { delivered: true, read: true },
  window: null,
  idempotencyKey: true,
  rate: { perSecond: 100, burst: 100 },
};
