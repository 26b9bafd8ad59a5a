import { textOn } from "@chatloom/api-schema/text-on";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatClient } from "../chat-client.ts";
import type { ChatState } from "../chat-state.ts";
import { openByRule } from "../open-by-rule.ts";
import { previewChannel, type Settings } from "../settings.ts";
import { directionOf, type Words } from "../words.ts";
import { Composer } from "./composer.tsx";
import { Header } from "./header.tsx";
import { ChatIcon, CloseIcon } from "./icons.tsx";
import { Thread } from "./thread.tsx";

interface ChatProps {
  readonly client: ChatClient;
  readonly settings: Settings;
  readonly words: Words;
  /** Where the page's calls of `open` and `close` arrive. */
  readonly control: EventTarget;
}

/** The last message, where it asks for a date or a time and is not answered yet. */
function questionOf({ messages, unsent }: ChatState) {
  const last = messages.at(-1);
  if (unsent.length > 0 || last?.from === "visitor" || last?.content.kind !== "text") {
    return undefined;
  }
  const { text, wants } = last.content;
  return wants === "date" || wants === "time" ? { id: last.id, text, wants } : undefined;
}

/** Shows the bubble with its panel, or the full page. */
export function Chat({ client, settings, words, control }: ChatProps) {
  const [state, setState] = useState(client.state);
  // The whole page, and a part of one, cannot be closed.
  const stays = settings.mode === "page" || settings.mode === "inline";
  const [open, setOpen] = useState(
    stays || settings.channelId === previewChannel || sessionStorageSays("open"),
  );
  const [seen, setSeen] = useState(0);
  const launcher = useRef<HTMLButtonElement>(null);
  const latest = state.messages.at(-1)?.sequence ?? 0;
  const unread = open
    ? 0
    : state.messages.filter((it) => it.from !== "visitor" && it.sequence > seen).length;

  useEffect(() => client.subscribe(() => setState(client.state())), [client]);
  useEffect(() => {
    const show = () => setOpen(true);
    const hide = () => setOpen(false);
    control.addEventListener("open", show);
    control.addEventListener("close", hide);
    return () => {
      control.removeEventListener("open", show);
      control.removeEventListener("close", hide);
    };
  }, [control]);
  useEffect(() => {
    if (open) {
      client.opened();
    }
  }, [open, client]);
  // Before the page can be left: otherwise a chat that was just closed would be open on the next one.
  useLayoutEffect(() => {
    remember("open", open && !stays);
    if (open) {
      // Whoever has seen the chat decides from then on.
      remember("shown", true);
    }
  }, [open, stays]);
  useEffect(() => {
    if (stays || !state.opening || sessionStorageSays("shown")) {
      return;
    }
    return openByRule(state.opening, () => setOpen(true));
  }, [stays, state.opening]);
  useEffect(() => {
    if (open) {
      setSeen(latest);
    }
  }, [open, latest]);

  const close = () => {
    setOpen(false);
    launcher.current?.focus();
  };
  const style = /^#[\da-f]{6}$/i.test(state.color)
    ? { "--brand": state.color, "--on-brand": textOn(state.color) }
    : {};
  const restart = () => {
    client.forget();
    location.reload();
  };
  const page = settings.mode === "page";
  // The full page and the preview's frame contain only the chat.
  const alone = page || settings.channelId === previewChannel;
  const Panel = alone ? "main" : "section";
  // The chat is hidden until the server has accepted this page.
  if (!page && (!state.welcomed || state.status === "refused")) {
    return null;
  }

  return (
    <div
      class={`chatloom mode-${settings.mode} ${settings.side ?? state.side} theme-${state.theme}`}
      style={style}
      lang={settings.language}
      dir={directionOf(settings.language)}
    >
      {open && (
        <Panel
          class="panel"
          aria-label={state.name || words.bot}
          onKeyDown={(event) => {
            if (event.key === "Escape" && !stays) {
              close();
            }
          }}
        >
          <Header
            state={state}
            words={words}
            alone={alone}
            onClose={stays ? undefined : close}
            onRestart={settings.test ? restart : undefined}
          />
          {state.status === "refused" ? (
            <p class="notice">{words.unavailable}</p>
          ) : (
            <>
              <Thread state={state} words={words} client={client} />
              <Composer
                client={client}
                words={words}
                begun={state.messages.length > 0}
                takesFocus={settings.mode !== "inline"}
                question={questionOf(state)}
              />
            </>
          )}
        </Panel>
      )}
      {settings.mode === "bubble" && (
        <button
          ref={launcher}
          type="button"
          class="launcher"
          aria-expanded={open}
          aria-label={open ? words.close : [words.open, state.launcher].filter(Boolean).join(": ")}
          onClick={() => (open ? close() : setOpen(true))}
        >
          {open ? <CloseIcon /> : <ChatIcon />}
          {!open && state.launcher && <span class="launcher-text">{state.launcher}</span>}
          {unread > 0 && <span class="badge">{unread > 9 ? "9+" : unread}</span>}
        </button>
      )}
    </div>
  );
}

/** Stands in for the browser's storage where the page forbids it, until the page is left. */
const inMemory = new Map<string, string>();

function sessionStorageSays(name: string): boolean {
  try {
    return sessionStorage.getItem(`chatloom:${name}`) === "yes";
  } catch {
    return inMemory.get(name) === "yes";
  }
}

function remember(name: string, isSo: boolean) {
  const kept = isSo ? "yes" : "no";
  try {
    sessionStorage.setItem(`chatloom:${name}`, kept);
  } catch {
    inMemory.set(name, kept);
  }
}
