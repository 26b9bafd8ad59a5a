import { defined } from "@chatloom/flows-schema";
import { defineChannel } from "../channel.ts";
import { id, object, text, webAddress } from "../read-json.ts";
import { discordAbilities } from "./abilities.ts";
import { discordCall } from "./call.ts";
import { composeDiscordMessage, composeDiscordTyping } from "./compose-message.ts";
import { readDiscordReply } from "./errors.ts";
import { discordGateway } from "./gateway.ts";
import { discordGuide } from "./guide.ts";
import { parseDiscordInteraction } from "./parse-interaction.ts";
import { respondToInteraction } from "./respond.ts";
import { setUpDiscord } from "./set-up.ts";
import { DiscordSettings } from "./settings.ts";
import { isSignedByDiscord } from "./signature.ts";

/** A Discord application with a bot. */
export const discord = defineChannel({
  type: "discord",
  title: "Discord",
  icon: "brand-discord",
  settings: DiscordSettings,
  abilities: discordAbilities,
  refLinks: { carries: "typed", address: ({ chatUrl }) => chatUrl },
  environment: {
    botToken: "DISCORD_BOT_TOKEN",
    publicKey: "DISCORD_PUBLIC_KEY",
    applicationId: "DISCORD_APPLICATION_ID",
  },
  guide: discordGuide,
  verify: (request, { publicKey = "" }, now) => isSignedByDiscord(request, publicKey, now),
  parse: parseDiscordInteraction,
  respond: respondToInteraction,
  account: ({ applicationId }) => applicationId || undefined,
  compose: composeDiscordMessage,
  composeTyping: composeDiscordTyping,
  readReply: readDiscordReply,
  media: {
    download: (_located, platformId) => {
      const url = webAddress(platformId);
      return url === undefined ? undefined : { method: "GET", url };
    },
  },
  socket: discordGateway,
  identify: {
    ask: (settings) => discordCall(settings, "GET", "applications/@me"),
    read: ({ status, body }) => {
      const { id: applicationId, name, verify_key } = object(body);
      const account = id(applicationId);
      if (status !== 200 || account === undefined) {
        return undefined;
      }
      const chatUrl = `https://discord.com/oauth2/authorize?client_id=${account}`;
      const learned = defined({ publicKey: text(verify_key), applicationId: account });
      return { name: text(name) ?? account, account, chatUrl, learned };
    },
  },
  setUp: setUpDiscord,
});
