import type { WebChatMessage } from "@chatloom/api-schema";
import type { ChatClient } from "../chat-client.ts";
import { safeAddress } from "./safe-address.ts";

type Button = Extract<WebChatMessage["content"], { kind: "buttons" }>["buttons"][number];

/** Shows a button of a message or card: it answers, opens a page, or calls. */
export function TapButton({ button, client }: { button: Button; client: ChatClient }) {
  if (button.type === "postback") {
    return (
      <button type="button" class="tap" onClick={() => client.tap(button.payload, button.label)}>
        {button.label}
      </button>
    );
  }
  const href = button.type === "phone" ? `tel:${button.phone}` : safeAddress(button.url);
  if (!href) {
    return null;
  }
  return (
    <a class="tap" href={href} target="_blank" rel="noopener noreferrer">
      {button.label}
    </a>
  );
}
