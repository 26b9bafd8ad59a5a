import type { HttpCall } from "../channel.ts";
import { botCall } from "./call.ts";
import { readCommands, readMenuPage } from "./commands.ts";
import { type TelegramSettings, webhookSecretOf } from "./settings.ts";

const updates = [
  "message",
  "edited_message",
  "callback_query",
  "my_chat_member",
  "message_reaction",
];

/** Makes the calls that set the webhook, the commands and the menu button. An emptied setting takes them away; one never filled leaves them. */
export function setUpTelegram(
  settings: TelegramSettings,
  { webhookUrl }: { readonly webhookUrl: string },
): readonly HttpCall[] {
  const { commands, menuPage } = settings;
  const listed = readCommands(commands ?? "");
  const page = readMenuPage(menuPage ?? "");
  return [
    botCall(settings, "setWebhook", {
      url: webhookUrl,
      secret_token: webhookSecretOf(settings),
      allowed_updates: updates,
      max_connections: 40,
    }),
    ...(commands === undefined ? [] : [botCall(settings, "setMyCommands", { commands: listed })]),
    ...(commands === undefined && menuPage === undefined
      ? []
      : [
          botCall(settings, "setChatMenuButton", {
            menu_button: page
              ? { type: "web_app", text: page.title, web_app: { url: page.url } }
              : { type: listed.length > 0 ? "commands" : "default" },
          }),
        ]),
  ];
}
