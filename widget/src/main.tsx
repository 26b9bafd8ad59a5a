import { render } from "preact";
import { createChatClient } from "./chat-client.ts";
import { Chat } from "./parts/chat.tsx";
import { createPreviewClient } from "./preview-client.ts";
import { previewChannel, readSettings } from "./settings.ts";
import css from "./style.css?inline";
import { wordsFor } from "./words.ts";

declare global {
  interface Window {
    /** Lets the page open and close the chat: `Chatloom.open()`. */
    Chatloom?: { readonly open: () => void; readonly close: () => void };
  }
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => start(script));
  } else {
    start(script);
  }
}

/** Shows the chat in a shadow root, so that the page's styles and ours do not affect each other. */
function start(script: HTMLScriptElement) {
  const settings = readSettings(script, location);
  if (!settings || document.getElementById("chatloom")) {
    return;
  }
  const host = document.createElement("div");
  host.id = "chatloom";
  document.body.append(host);
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const place = document.createElement("div");
  root.append(place);
  const control = new EventTarget();
  window.Chatloom = {
    open: () => control.dispatchEvent(new Event("open")),
    close: () => control.dispatchEvent(new Event("close")),
  };
  const words = wordsFor(settings.language);
  const preview = settings.channelId === previewChannel;
  render(
    <Chat
      client={preview ? createPreviewClient(words) : createChatClient(settings)}
      settings={settings}
      words={words}
      control={control}
    />,
    place,
  );
}
