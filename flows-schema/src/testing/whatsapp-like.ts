import type { CheckedChannel } from "../check-context.ts";

/** A connected channel with narrow limits and a message window, for tests. */
export const whatsappLike: CheckedChannel = {
  id: "channel1",
  name: "Our WhatsApp",
  type: "whatsapp",
  abilities: {
    text: { max: 4096, unit: "graphemes" },
    caption: 1024,
    quickReplies: { max: 3, label: 20, text: 1024, onMedia: false },
    buttons: { max: 3, label: 20, text: 1024, url: true, phone: false, mixed: false },
    list: { rows: 10, label: 24, description: 72, text: 4096, button: 20 },
    cards: null,
    media: {
      image: 5_000_000,
      video: 16_000_000,
      audio: 16_000_000,
      file: 100_000_000,
      sticker: 500_000,
    },
    location: true,
    contacts: true,
    locationRequest: true,
    template: true,
    reactions: true,
    typing: true,
    receipts: { delivered: true, read: true },
    window: { hours: 24, outside: "template" },
    idempotencyKey: false,
    rate: { perSecond: 80, burst: 80 },
  },
};
