import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/** The content that a Zalo Official Account can send (2026). After 48 hours of the window each message is billed. */
export const zaloAbilities: Abilities = {
  text: { max: 2_000, unit: "utf16" },
  caption: 2_000,
  quickReplies: null,
  buttons: { max: 5, label: 100, text: 2_000, url: true, phone: true, mixed: true },
  list: null,
  cards: null,
  media: { image: mb, file: 5 * mb },
  mediaTypes: {
    image: ["image/jpeg", "image/png"],
    file: [
      "application/pdf",
      "application/msword",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ],
  },
  location: false,
  contacts: false,
  locationRequest: false,
  template: true,
  reactions: true,
  typing: false,
  receipts: { delivered: true, read: true },
  window: { hours: 7 * 24, outside: "template", freeHours: 48 },
  idempotencyKey: false,
  rate: { perSecond: 60, burst: 60 },
};
