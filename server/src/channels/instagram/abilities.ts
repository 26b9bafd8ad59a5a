import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/** The content that Instagram can show (2026). Quick replies and cards show in the apps only. */
export const instagramAbilities: Abilities = {
  text: { max: 1_000, unit: "bytes" },
  labelUnit: "utf16",
  caption: 0,
  quickReplies: { max: 13, label: 20, text: 1_000, onMedia: false },
  // 640 characters, counted as bytes like every text.
  buttons: { max: 3, label: 20, text: 640, url: true, phone: false, mixed: true, picture: 80 },
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
  media: { image: 8 * mb, video: 25 * mb, audio: 25 * mb, file: 25 * mb },
  mediaTypes: {
    image: ["image/jpeg", "image/png"],
    video: ["video/mp4", "video/quicktime", "video/webm", "video/x-msvideo", "video/ogg"],
    audio: ["audio/aac", "audio/mp4", "audio/x-m4a", "audio/wav", "audio/x-wav"],
    file: ["application/pdf"],
  },
  location: false,
  contacts: false,
  locationRequest: false,
  shares: ["phone", "email"],
  template: false,
  reactions: true,
  typing: true,
  receipts: { delivered: false, read: true },
  window: { hours: 24, outside: "humanAgent", peopleHours: 7 * 24 },
  idempotencyKey: false,
  rate: { perSecond: 300, burst: 300 },
};
