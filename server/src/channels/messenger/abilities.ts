import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/** The content that Facebook Messenger can show (2026). Stickers go out as pictures. */
export const messengerAbilities: Abilities = {
  text: { max: 2_000, unit: "utf16" },
  caption: 0,
  quickReplies: { max: 13, label: 20, text: 2_000, onMedia: true },
  // A short text stands on the card with the picture; a video has no place for one.
  buttons: {
    max: 3,
    label: 20,
    text: 640,
    url: true,
    phone: true,
    mixed: true,
    picture: 80,
    video: 0,
  },
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
  media: { image: 8 * mb, video: 25 * mb, audio: 25 * mb, file: 25 * mb, sticker: 8 * mb },
  mediaTypes: {
    image: ["image/jpeg", "image/png", "image/gif", "image/webp"],
    video: ["video/mp4", "video/quicktime", "video/webm", "video/x-msvideo", "video/ogg"],
    audio: ["audio/mpeg", "audio/mp4", "audio/aac", "audio/wav", "audio/x-wav", "audio/ogg"],
  },
  location: false,
  contacts: false,
  locationRequest: false,
  shares: ["phone", "email"],
  shop: true,
  accountLinking: true,
  ratingForms: { title: 65, button: 20, question: 85, leastQuestion: 5 },
  template: true,
  reactions: true,
  typing: true,
  receipts: { delivered: true, read: true },
  window: { hours: 24, outside: "template", peopleHours: 7 * 24 },
  idempotencyKey: false,
  rate: { perSecond: 300, burst: 300 },
};
