import type { Abilities } from "@chatloom/flows-schema";

const mb = 1024 * 1024;

/**
 * The content that a Slack bot can show with Block Kit (2026). Pictures are shown from their address; other files of ours are uploaded. Slack
 * removes a reaction by its name only, so reactions go out as text.
 */
export const slackAbilities: Abilities = {
  text: { max: 4_000, unit: "utf16" },
  caption: 2_000,
  quickReplies: { max: 25, label: 75, text: 3_000, onMedia: true },
  buttons: { max: 25, label: 75, text: 3_000, url: true, phone: false, mixed: true },
  list: { rows: 100, label: 75, description: 75, text: 3_000, button: 150 },
  cards: {
    min: 1,
    max: 10,
    title: 150,
    subtitle: 200,
    buttons: 3,
    imageNeeded: false,
    uniform: false,
  },
  media: { image: 20 * mb, video: 100 * mb, audio: 100 * mb, file: 100 * mb },
  mediaTypes: { image: ["image/jpeg", "image/png", "image/gif"] },
  location: false,
  contacts: false,
  locationRequest: false,
  template: false,
  reactions: false,
  typing: false,
  receipts: { delivered: false, read: false },
  window: null,
  idempotencyKey: false,
  // https://docs.slack.dev/apis/web-api/rate-limits: one message a second and channel, several hundred a minute and workspace.
  rate: { perSecond: 5, burst: 20, perContact: { perSecond: 1, burst: 3 } },
};
