import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/** The content that Chatwoot shows in its website inbox. Inboxes of other platforms show replies and cards as text. */
export const chatwootBotAbilities: Abilities = {
  text: { max: 10_000, unit: "utf16" },
  caption: 4_096,
  quickReplies: { max: 20, label: 100, text: 4_096, onMedia: false },
  buttons: { max: 10, label: 100, text: 1_000, url: true, phone: false, mixed: true },
  list: null,
  cards: {
    min: 1,
    max: 10,
    title: 200,
    subtitle: 1_000,
    buttons: 5,
    imageNeeded: false,
    uniform: false,
    buttonNeeded: true,
  },
  media: { image: 40 * mb, video: 40 * mb, audio: 40 * mb, file: 40 * mb },
  location: false,
  contacts: false,
  locationRequest: false,
  template: false,
  reactions: false,
  typing: true,
  receipts: { delivered: false, read: false },
  window: null,
  idempotencyKey: false,
  // Chatwoot takes 3,000 calls a minute from one address.
  rate: { perSecond: 20, burst: 40, perContact: { perSecond: 2, burst: 10 } },
};
