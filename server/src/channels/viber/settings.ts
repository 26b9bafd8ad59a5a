import Type, { type Static } from "typebox";
import { ApiBaseUrl, OptionalSetting, Secret, Setting } from "../settings-fields.ts";

/** The settings that connect a Viber bot. */
export const ViberSettings = Type.Object(
  {
    authToken: Secret({
      title: "Viber bot token",
      description: "In Viber: Settings > Bots > Edit info > Your app key.",
    }),
    senderName: OptionalSetting({
      title: "Name beside the messages",
      description: "At most 28 characters. Left empty, the credentials check takes the bot’s name.",
      pattern: "^.{0,28}$",
    }),
    greeting: Setting({
      title: "Greeting when the chat is opened",
      description:
        "Shown when someone opens the chat. Viber lets a flow write only after they answer.",
      default: "👋",
    }),
    startButton: Setting({
      title: "Button below the greeting",
      description: "A tap on it starts the welcome flow.",
      default: "Start",
    }),
    apiBaseUrl: ApiBaseUrl("https://chatapi.viber.com/pa"),
  },
  { additionalProperties: false },
);
export type ViberSettings = Static<typeof ViberSettings>;
