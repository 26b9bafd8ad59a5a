import type { Abilities } from "@chatloom/flows-schema";
import { richChannel } from "../chat/rich-channel.ts";

/** Three buttons, then a list of ten, then numbers: as on WhatsApp. */
export const listChannel: Abilities = {
  ...richChannel,
  quickReplies: null,
  buttons: { max: 3, label: 20, text: 1_024, url: true, phone: false, mixed: false },
  list: { rows: 10, label: 24, description: 72, text: 1_024, button: 20 },
  cards: null,
};

/** Text and nothing else, as in an SMS. */
export const plainChannel: Abilities = {
  ...richChannel,
  text: { max: 300, unit: "utf16" },
  caption: 0,
  quickReplies: null,
  buttons: null,
  list: null,
  cards: null,
  media: {},
  location: false,
  contacts: false,
  locationRequest: false,
  template: false,
  reactions: false,
};
