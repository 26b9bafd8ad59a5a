import type { Double, Platform } from "./double.ts";
import { httpPlatform } from "./http.ts";
import { messengerPlatform } from "./messenger.ts";
import { serve } from "./serve.ts";
import { telegramPlatform } from "./telegram.ts";
import { whatsappPlatform } from "./whatsapp.ts";

const platforms: Readonly<Record<DoubleType, () => Platform>> = {
  whatsapp: whatsappPlatform,
  messenger: messengerPlatform,
  telegram: telegramPlatform,
  http: httpPlatform,
};
export type DoubleType = "whatsapp" | "messenger" | "telegram" | "http";

/** Starts a strict stand-in for a platform on a free port; close it when the test ends. */
export function startDouble(type: DoubleType): Promise<Double> {
  return serve(platforms[type]());
}
