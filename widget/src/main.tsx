import { render } from "preact";
import { createChatClient } from "./chat-client.ts";
import { Chat } from "./parts/chat.tsx";
import { createPreviewClient } from "./preview-client.ts";
import { previewChannel, readSettings, type Settings } from "./settings.ts";
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
  placeOf(settings, script).append(host);
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
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest('[data-chatloom="open"]')) {
      window.Chatloom?.open();
    }
  });
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

/** An inline chat stands in the element that the script names, or where the script is; any other at the end of the page. */
function placeOf({ mode, target }: Settings, script: HTMLScriptElement): Element {
  if (mode !== "inline") {
    return document.body;
  }
  return (target && document.querySelector(target)) || (script.parentElement ?? document.body);
}
