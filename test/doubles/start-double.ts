import type { Double, Platform } from "./double.ts";
import { httpPlatform } from "./http.ts";
import { instagramPlatform } from "./instagram.ts";
import { messengerPlatform } from "./messenger.ts";
import { serve } from "./serve.ts";
import { telegramPlatform } from "./telegram.ts";
import { whatsappPlatform } from "./whatsapp.ts";

const platforms: Readonly<Record<DoubleType, (now: () => number) => Platform>> = {
  whatsapp: whatsappPlatform,
  messenger: messengerPlatform,
  instagram: instagramPlatform,
  telegram: telegramPlatform,
  http: httpPlatform,
};
export type DoubleType = "whatsapp" | "messenger" | "instagram" | "telegram" | "http";

/**
 * Starts a strict stand-in for a platform on a free port; close it when the test ends. `now` is its clock: give that of a world whose
 * clock the test moves, or signatures are too old for one of the two.
 */
export function startDouble(type: DoubleType, now: () => number = Date.now): Promise<Double> {
  return serve(platforms[type](now), now);
}
