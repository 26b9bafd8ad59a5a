import type { ContactView } from "@chatloom/runtime";
import type { SimulatedWorld } from "./simulated-world.ts";

/** The first simulated contact. */
export const someone: ContactView = {
  id: "simulated",
  name: "Linh Tran",
  firstName: "Linh",
  lastName: "Tran",
  email: "",
  phone: "",
  language: "en",
  tags: [],
  optedIn: true,
  fields: {},
};

/** A channel that shows everything, for as long as no other is chosen. */
export const plainChannel: SimulatedWorld["channel"] = {
  id: "simulated",
  type: "simulated",
  name: "",
  abilities: {
    text: { max: 10_000, unit: "graphemes" },
    caption: 2_000,
    quickReplies: { max: 13, label: 40, text: 2_000, onMedia: true },
    buttons: {
      max: 10,
      label: 40,
      text: 2_000,
      url: true,
      phone: true,
      mixed: true,
      picture: 2_000,
      video: 2_000,
    },
    list: null,
    cards: {
      min: 1,
      max: 10,
      title: 120,
      subtitle: 200,
      buttons: 5,
      imageNeeded: false,
      uniform: false,
    },
    media: { image: 1e9, video: 1e9, audio: 1e9, file: 1e9, sticker: 1e9 },
    location: true,
    contacts: true,
    locationRequest: true,
    products: true,
    forms: true,
    shop: true,
    template: true,
    reactions: true,
    typing: true,
    receipts: { delivered: true, read: true },
    window: null,
    idempotencyKey: true,
    rate: { perSecond: 100, burst: 100 },
  },
};

/** The default start of a conversation. */
export const plainWorld: SimulatedWorld = {
  contact: someone,
  channel: plainChannel,
  workspace: { id: "simulated", name: "", variables: {} },
  teams: [],
  peopleAvailable: true,
};
