import type { VisitorEvents, WebChatEvents, WebChatMessage } from "@chatloom/api-schema";
import { io, type Socket } from "socket.io-client";
import { type ChatState, firstState } from "./chat-state.ts";
import { type Memory, openMemory, type Unsent } from "./memory.ts";
import type { Settings } from "./settings.ts";

type Content = WebChatMessage["content"];

/** The conversation of this browser with one channel. */
export interface ChatClient {
  readonly state: () => ChatState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly send: (content: Content) => void;
  readonly tap: (payload: string, label: string) => void;
  /** Tells the server that the visitor opened the chat. A first contact gets the welcome flow. */
  readonly opened: () => void;
  readonly typing: (on: boolean) => void;
  readonly upload: (file: File) => Promise<Content>;
  /** Deletes the visitor and unsent messages. The next connection is a new visitor. */
  readonly forget: () => void;
  readonly close: () => void;
}

/** The error of a file that the server refuses. */
class UploadRefused extends Error {}

/**
 * Connects to the server. What the visitor writes is kept in the browser until the server has stored it, under a key
 * that makes sending it twice harmless. Nothing is lost when the page reloads or the connection breaks.
 */
export function createChatClient(settings: Settings): ChatClient {
  const memory: Memory = openMemory(settings.channelId);
  const listeners = new Set<() => void>();
  let state: ChatState = { ...firstState, unsent: memory.unsent() };
  let flushing = false;
  let wantsWelcome = false;
  let closed = false;
  /** The page that the server heard of last. */
  let toldPage = "";
  /** Ends the wait for the answer to the message that is being sent. */
  let breakOff = () => {};
  let fading: ReturnType<typeof setTimeout>;

  const socket: Socket<WebChatEvents, VisitorEvents> = io(`${settings.server}/webchat`, {
    auth: (give) =>
      give({
        channelId: settings.channelId,
        visitor: memory.visitor(),
        identity: settings.identity,
      }),
    transports: ["websocket", "polling"],
    reconnectionDelayMax: 4_000,
  });

  const update = (change: Partial<ChatState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) {
      listener();
    }
  };

  socket.on("welcome", ({ visitor, messages, ...told }) => {
    memory.keepVisitor(visitor);
    update({
      ...told,
      status: "online",
      welcomed: true,
      messages: merge(state.messages, messages),
    });
    settle(messages);
    void flush();
    if (wantsWelcome) {
      tellOpened();
    }
    tellVisit();
  });
  socket.on("message", (message) => {
    update({
      messages: merge(state.messages, [message]),
      ...(message.from !== "visitor" && { typing: { on: false }, partial: "" }),
    });
    settle([message]);
  });
  socket.on("messageUpdated", (message) => update({ messages: merge(state.messages, [message]) }));
  socket.on("typing", (typing) => update({ typing }));
  socket.on("partial", ({ text, ms }) => {
    clearTimeout(fading);
    fading = setTimeout(() => update({ partial: "" }), ms);
    update({ partial: text });
  });
  socket.on("answeredBy", ({ handler, name }) =>
    update({ handler, answeredBy: name, partial: "" }),
  );
  socket.on("disconnect", (reason) => {
    breakOff();
    update({ status: "offline", typing: { on: false }, partial: "" });
    if (reason === "io server disconnect") {
      reconnect(1_000);
    }
  });
  socket.on("connect_error", ({ message }) => {
    // The server refuses with a code: of the channel for good, any other for the moment.
    const refused = message.startsWith("channel.");
    update({ status: refused ? "refused" : state.welcomed ? "offline" : "connecting" });
    if (!socket.active && !refused) {
      reconnect(tooFastMs);
    }
  });

  function reconnect(afterMs: number) {
    setTimeout(() => closed || socket.connect(), afterMs);
  }

  function close() {
    closed = true;
    socket.close();
  }

  /** Removes messages that the server has stored from the unsent ones. */
  function settle(stored: readonly WebChatMessage[]) {
    const keys = new Set(stored.map((message) => message.key));
    if (state.unsent.some((it) => keys.has(it.key))) {
      keepUnsent(state.unsent.filter((it) => !keys.has(it.key)));
    }
  }

  function keepUnsent(unsent: readonly Unsent[]) {
    memory.keepUnsent(unsent);
    update({ unsent });
  }

  /** Sends one message after the other, so that they arrive in order. */
  async function flush() {
    if (flushing || !socket.connected) {
      return;
    }
    flushing = true;
    try {
      for (let next = waiting(); next && socket.connected; next = waiting()) {
        const answer = await deliver(next);
        const { key } = next;
        if (!answer.ok && answer.code === "visitor.too-fast") {
          await new Promise((resolve) => setTimeout(resolve, tooFastMs));
        } else if (answer.ok) {
          keepUnsent(state.unsent.filter((it) => it.key !== key));
        } else {
          keepUnsent(
            state.unsent.map((it) => (it.key === key ? { ...it, refused: answer.code } : it)),
          );
        }
      }
    } catch {
      // No answer came: the message is sent again, under its key.
      setTimeout(() => void flush(), tooFastMs);
    } finally {
      flushing = false;
    }
  }

  const waiting = () => state.unsent.find((it) => !it.refused);

  const origin = {
    page: settings.page.slice(0, 1_000),
    ref: settings.ref || undefined,
    values: settings.values,
  };

  /** Tells the server of the page, once for each that the visitor comes to. */
  function tellVisit() {
    const { location, document } = globalThis;
    const page = (location?.href ?? settings.page).slice(0, 2_000);
    if (settings.visits && socket.connected && page !== toldPage) {
      toldPage = page;
      socket.emit("visit", { page, title: (document?.title ?? "").slice(0, 200) });
    }
  }

  function deliver({ key, content, tap }: Unsent) {
    const line = socket.timeout(15_000);
    const answer = tap
      ? line.emitWithAck("tap", { key, payload: tap.payload, label: tap.label })
      : line.emitWithAck("send", { key, content, ...origin });
    // The answer cannot arrive once the connection is broken.
    const broken = new Promise<never>((_, reject) => {
      breakOff = () => reject(new Error("disconnected"));
    });
    return Promise.race([answer, broken]);
  }

  function add(unsent: Omit<Unsent, "key" | "at">) {
    keepUnsent([...state.unsent, { key: newKey(), at: new Date().toISOString(), ...unsent }]);
    void flush();
  }

  function tellOpened() {
    wantsWelcome = false;
    socket.emit("open", origin, () => {});
  }

  // Websites that change the address without loading a page tell of it here.
  const { navigation } = globalThis as { readonly navigation?: EventTarget };
  navigation?.addEventListener("currententrychange", tellVisit);

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (content) => add({ content }),
    tap: (payload, label) =>
      add({ content: { kind: "text", text: label }, tap: { payload, label } }),
    opened() {
      wantsWelcome = true;
      if (state.welcomed && socket.connected) {
        tellOpened();
      }
    },
    typing(on) {
      if (socket.connected) {
        socket.emit("typing", on);
      }
    },
    forget() {
      close();
      memory.forget();
    },
    close,
    async upload(file) {
      const response = await fetch(`${settings.server}/webchat/${settings.channelId}/files`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${memory.visitor() ?? ""}`,
          "content-type": file.type || "application/octet-stream",
          "x-file-name": encodeURIComponent(file.name),
        },
        body: file,
      });
      if (!response.ok) {
        throw new UploadRefused(String(response.status));
      }
      const { kind, url, id, mimeType, fileName, size } = await response.json();
      return { kind, url, fileId: id, mimeType, fileName, size };
    },
  };
}

/** How long a visitor who was too fast waits before the next try. */
const tooFastMs = 3_000;

/** Merges messages by sequence number. The newer state of a message is kept. */
function merge(
  known: readonly WebChatMessage[],
  fresh: readonly WebChatMessage[],
): readonly WebChatMessage[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of fresh) {
    byId.set(message.id, message);
  }
  return [...byId.values()].sort((a, b) => a.sequence - b.sequence);
}

/** Unlike `crypto.randomUUID`, this also works on pages without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
