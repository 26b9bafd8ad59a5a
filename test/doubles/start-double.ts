import { chatwootBotPlatform } from "./chatwoot-bot.ts";
import { discordPlatform } from "./discord.ts";
import type { Double, Platform } from "./double.ts";
import { httpPlatform } from "./http.ts";
import { instagramPlatform } from "./instagram.ts";
import { linePlatform } from "./line.ts";
import { messengerPlatform } from "./messenger.ts";
import { serve } from "./serve.ts";
import { slackPlatform } from "./slack.ts";
import { telegramPlatform } from "./telegram.ts";
import { tiktokPlatform } from "./tiktok.ts";
import { viberPlatform } from "./viber.ts";
import { whatsappPlatform } from "./whatsapp.ts";
import { zaloPlatform } from "./zalo.ts";

const platforms = {
  whatsapp: whatsappPlatform,
  messenger: () => messengerPlatform(),
  instagram: () => instagramPlatform(),
  telegram: telegramPlatform,
  line: linePlatform,
  tiktok: tiktokPlatform,
  zalo: zaloPlatform,
  http: httpPlatform,
  slack: slackPlatform,
  viber: viberPlatform,
  discord: discordPlatform,
  "chatwoot-bot": (now) => chatwootBotPlatform(now),
} satisfies Readonly<Record<string, (now: () => number) => Platform>>;
export type DoubleType = keyof typeof platforms;

/** Every platform that there is a double of. */
export const doubleTypes = Object.keys(platforms) as readonly DoubleType[];

/**
 * Starts a strict stand-in for a platform on a free port; close it when the test ends. `now` is its clock: give that of a world whose
 * clock the test moves, or signatures are too old for one of the two.
 */
export function startDouble(type: DoubleType, now: () => number = Date.now): Promise<Double> {
  return serve(platforms[type](now), now);
}
