import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/**
 * The content that a LINE Official Account can show. LINE counts texts in UTF-16 units and labels in characters that people see. Buttons and
 * cards that are too large for LINE's templates go as Flex Messages: their labels may have 40 characters.
 */
export const lineAbilities: Abilities = {
  text: { max: 5_000, unit: "utf16" },
  labelUnit: "graphemes",
  caption: 0,
  quickReplies: { max: 13, label: 20, text: 5_000, onMedia: true },
  buttons: { max: 10, label: 40, text: 2_000, url: true, phone: true, mixed: true },
  list: null,
  cards: {
    min: 1,
    max: 12,
    title: 80,
    subtitle: 300,
    buttons: 4,
    imageNeeded: false,
    uniform: false,
  },
  media: { image: 10 * mb, video: 200 * mb, audio: 200 * mb, sticker: 10 * mb },
  mediaTypes: {
    image: ["image/jpeg", "image/png"],
    video: ["video/mp4"],
    audio: ["audio/mpeg", "audio/mp4", "audio/x-m4a"],
    sticker: ["image/jpeg", "image/png"],
  },
  location: true,
  contacts: false,
  locationRequest: true,
  pictureAreas: true,
  menus: true,
  template: false,
  reactions: false,
  typing: true,
  receipts: { delivered: false, read: false },
  window: null,
  idempotencyKey: true,
  messagesPerCall: 5,
  rate: { perSecond: 2_000, burst: 2_000 },
};
