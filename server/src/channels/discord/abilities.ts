import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/**
 * Describes what a Discord bot can show. Discord shows pictures by their address. Other files of ours are uploaded. Reactions go out as
 * text, because Discord removes a reaction only by its emoji.
 */
export const discordAbilities: Abilities = {
  text: { max: 2_000, unit: "utf16" },
  caption: 2_000,
  captionKinds: ["image", "video", "audio", "file"],
  quickReplies: { max: 25, label: 80, text: 2_000, onMedia: true },
  buttons: { max: 25, label: 80, text: 2_000, url: true, phone: false, mixed: true },
  list: { rows: 25, label: 100, description: 100, text: 2_000, button: 150 },
  cards: {
    min: 1,
    max: 5,
    title: 150,
    subtitle: 200,
    buttons: 3,
    imageNeeded: false,
    uniform: false,
  },
  media: { image: 10 * mb, video: 10 * mb, audio: 10 * mb, file: 10 * mb },
  mediaTypes: { image: ["image/jpeg", "image/png", "image/gif", "image/webp"] },
  location: false,
  contacts: false,
  locationRequest: false,
  template: false,
  reactions: false,
  typing: true,
  receipts: { delivered: false, read: false },
  window: null,
  idempotencyKey: false,
  // https://discord.com/developers/docs/topics/rate-limits: 50 a second for a bot, about 5 in 5 seconds for a channel.
  rate: { perSecond: 50, burst: 50, perContact: { perSecond: 1, burst: 5 } },
};
