import Type, { type Static } from "typebox";
import { ApiBaseUrl, OptionalSetting, Secret, Setting } from "../settings-fields.ts";

/** The settings that connect a Discord application. */
export const DiscordSettings = Type.Object(
  {
    botToken: Secret({
      title: "Discord bot token",
      description: "From the page “Bot” of your application: press “Reset Token”.",
    }),
    publicKey: OptionalSetting({
      title: "Discord public key",
      description: "64 digits and letters. Left empty, the credentials check fills it in.",
      pattern: "^([0-9a-fA-F]{64})?$",
    }),
    applicationId: OptionalSetting({
      title: "Discord application ID",
      description: "Left empty, the credentials check fills it in.",
      pattern: "^[0-9]*$",
    }),
    command: Setting({
      title: "Slash command",
      description: "What people type to write to the bot: chat makes /chat.",
      pattern: "^[a-z0-9_-]{1,32}$",
      default: "chat",
    }),
    apiBaseUrl: ApiBaseUrl("https://discord.com/api/v10"),
  },
  { additionalProperties: false },
);
export type DiscordSettings = Static<typeof DiscordSettings>;
