import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/** The most that files of one mail may have together, in bytes; what is more goes as a link. */
export const mostAttached = 10 * mb;

/**
 * The content that a mail can show. Its limits are ours: mails have none but their size. All messages of a turn go as one mail. Mail servers
 * repeat a mail whose answer was lost, and mail programs show mails of one Message-ID once; so do we.
 */
export const emailAbilities: Abilities = {
  text: { max: 50_000, unit: "utf16" },
  caption: 10_000,
  captionKinds: ["image", "video", "audio", "file"],
  quickReplies: { max: 30, label: 100, text: 50_000, onMedia: true },
  buttons: { max: 20, label: 100, text: 50_000, url: true, phone: true, mixed: true },
  list: { rows: 30, label: 100, description: 300, text: 50_000, button: 100 },
  cards: {
    min: 1,
    max: 10,
    title: 200,
    subtitle: 1_000,
    buttons: 5,
    imageNeeded: false,
    uniform: false,
  },
  media: {
    image: mostAttached,
    video: mostAttached,
    audio: mostAttached,
    file: mostAttached,
    sticker: mb,
  },
  location: true,
  contacts: true,
  locationRequest: false,
  template: false,
  reactions: false,
  typing: false,
  receipts: { delivered: false, read: false },
  window: null,
  idempotencyKey: true,
  messagesPerCall: 10,
  rate: { perSecond: 5, burst: 20 },
};
