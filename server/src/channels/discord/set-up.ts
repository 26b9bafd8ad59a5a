import type { HttpCall } from "../channel.ts";
import { discordCall } from "./call.ts";
import type { DiscordSettings } from "./settings.ts";

/** Gives the calls that declare the slash command and point Discord at our webhook, which it checks at once. */
export function setUpDiscord(
  settings: DiscordSettings,
  { webhookUrl }: { readonly webhookUrl: string },
): readonly HttpCall[] {
  const words = {
    type: 3,
    name: "text",
    description: "What you want to say",
    description_localizations: { vi: "Điều bạn muốn nói" },
    required: false,
    max_length: 2_000,
  };
  const file = {
    type: 11,
    name: "file",
    description: "A picture or another file",
    description_localizations: { vi: "Ảnh hoặc tệp khác" },
    required: false,
  };
  const command = {
    name: settings.command,
    type: 1,
    description: "Write to us",
    description_localizations: { vi: "Nhắn cho chúng tôi" },
    options: [words, file],
    // In servers and in direct messages with the bot.
    contexts: [0, 1],
  };
  const { applicationId = "" } = settings;
  return [
    discordCall(settings, "PUT", `applications/${applicationId}/commands`, [command]),
    discordCall(settings, "PATCH", "applications/@me", { interactions_endpoint_url: webhookUrl }),
  ];
}
