import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/**
 * The content that TikTok direct messages can show. Buttons are question cards: a title of 40 characters, up to three answers. Pictures are
 * uploaded; there are no videos, recordings, files or links as buttons.
 */
export const tiktokAbilities: Abilities = {
  text: { max: 6_000, unit: "utf16" },
  caption: 0,
  quickReplies: null,
  buttons: { max: 3, label: 20, text: 40, url: false, phone: false, mixed: true },
  list: null,
  cards: null,
  media: { image: 3 * mb },
  mediaTypes: { image: ["image/jpeg", "image/png"] },
  location: false,
  contacts: false,
  locationRequest: false,
  template: false,
  reactions: false,
  typing: true,
  receipts: { delivered: false, read: true },
  window: { hours: 48, outside: "nothing" },
  idempotencyKey: false,
  rate: { perSecond: 10, burst: 10 },
};
