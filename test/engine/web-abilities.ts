import type { Abilities } from "@chatloom/flows-schema";
import { richChannel } from "../../runtime/src/chat/rich-channel.ts";

/** The content that a full-featured chat in a web page can show. */
export const webAbilities: Abilities = {
  ...richChannel,
  locationRequest: false,
  template: false,
  typing: true,
};
