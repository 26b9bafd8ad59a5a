import { defined } from "@chatloom/flows-schema";
import type { WebhookReply } from "../channel.ts";
import { object, text } from "../read-json.ts";
import { keyboard } from "./keyboard.ts";
import { sender } from "./sender.ts";
import type { ViberSettings } from "./settings.ts";
import { writeTracking } from "./tracking.ts";

/**
 * Answers `conversation_started` with the greeting: until the contact writes, Viber takes no other message. How the contact found us
 * comes back with the first answer.
 */
export function greet(body: unknown, settings: ViberSettings): WebhookReply | undefined {
  const { event, subscribed, context } = object(body);
  if (event !== "conversation_started" || subscribed === true) {
    return undefined;
  }
  const { greeting, startButton } = settings;
  const ref = text(context);
  const message = {
    sender: sender(settings),
    type: "text",
    text: greeting,
    keyboard: keyboard([{ label: startButton, payload: startButton }]),
    tracking_data: writeTracking({ start: startButton, ...defined({ ref }) }),
  };
  return { status: 200, contentType: "application/json", body: JSON.stringify(message) };
}
