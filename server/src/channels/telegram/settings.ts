import { createHmac } from "node:crypto";
import Type, { type Static } from "typebox";
import { ApiBaseUrl, OptionalSecret, OptionalSetting, Secret } from "../settings-fields.ts";

/** The settings that connect a Telegram bot. */
export const TelegramSettings = Type.Object(
  {
    botToken: Secret({
      title: "Bot token",
      description: "From @BotFather, such as 123456:ABC-DEF.",
    }),
    webhookSecret: OptionalSecret({
      title: "Webhook secret",
      description: "1 to 256 letters, digits, _ or -. Left empty, one is derived from the token.",
    }),
    botUsername: OptionalSetting({
      title: "Bot username",
      description: "Such as @shop_bot. In groups, commands for other bots are then ignored.",
      pattern: "^@?[A-Za-z0-9_]*$",
    }),
    commands: Type.Optional(
      Type.String({
        title: "Commands",
        description:
          "One to a line: prices = Our prices. A tap comes as the word /prices, for a keyword.",
        maxLength: 30_000,
        widget: "longText",
        inSight: false,
      }),
    ),
    menuPage: OptionalSetting({
      title: "Page of the menu button",
      description: "Title = https://… Left empty, the button lists the commands.",
    }),
    apiBaseUrl: ApiBaseUrl("https://api.telegram.org"),
  },
  { additionalProperties: false },
);
export type TelegramSettings = Static<typeof TelegramSettings>;

/** The word Telegram must send along with each update. */
export function webhookSecretOf({ botToken, webhookSecret }: TelegramSettings): string {
  if (webhookSecret !== undefined && webhookSecret !== "") {
    return webhookSecret;
  }
  return createHmac("sha256", botToken).update("chatloom webhook secret").digest("hex");
}
