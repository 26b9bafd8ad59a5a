import type { Channel } from "./channel.ts";
import { chatwootBot } from "./chatwoot-bot/channel.ts";
import { discord } from "./discord/channel.ts";
import { email } from "./email/channel.ts";
import { http } from "./http/channel.ts";
import { instagram } from "./instagram/channel.ts";
import { line } from "./line/channel.ts";
import { messenger } from "./messenger/channel.ts";
import { slack } from "./slack/channel.ts";
import { telegram } from "./telegram/channel.ts";
import { tiktok } from "./tiktok/channel.ts";
import { viber } from "./viber/channel.ts";
import { web } from "./web/channel.ts";
import { whatsapp } from "./whatsapp/channel.ts";
import { zalo } from "./zalo/channel.ts";

/** Every kind of channel by its type. Adding one is a folder and a line here. */
export const channels = {
  whatsapp,
  messenger,
  instagram,
  telegram,
  line,
  tiktok,
  slack,
  discord,
  zalo,
  viber,
  email,
  "chatwoot-bot": chatwootBot,
  web,
  http,
};

/** The channel of a type, for callers that know it only as text; undefined where there is none. */
export function channelOf(type: string): Channel | undefined {
  return Object.hasOwn(channels, type) ? channels[type as keyof typeof channels] : undefined;
}
