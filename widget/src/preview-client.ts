import type { WidgetLook } from "@chatloom/api-schema";
import type { ChatClient } from "./chat-client.ts";
import { type ChatState, firstState } from "./chat-state.ts";
import type { Words } from "./words.ts";

/** The unsaved look in the studio's form. */
type PreviewLook = Omit<WidgetLook, "opening">;

/** Makes a chat without a server. Its look comes from the surrounding page, in messages with `chatloomPreview`. */
export function createPreviewClient(words: Words): ChatClient {
  const listeners = new Set<() => void>();
  const at = "2026-01-01T00:00:00.000Z";
  let state: ChatState = { ...firstState, status: "online", welcomed: true };
  window.addEventListener("message", ({ origin, data }) => {
    const look = (data as { chatloomPreview?: PreviewLook } | null)?.chatloomPreview;
    if (origin !== location.origin || !look) {
      return;
    }
    const text = (it: string) => ({ kind: "text", text: it }) as const;
    state = {
      ...state,
      ...look,
      messages: [
        { id: "1", sequence: 1, from: "bot", content: text(look.greeting || words.empty), at },
        { id: "2", sequence: 2, from: "visitor", content: text(words.previewQuestion), at },
        { id: "3", sequence: 3, from: "bot", content: text(words.previewAnswer), at },
      ],
    };
    for (const listener of listeners) {
      listener();
    }
  });
  const nothing = () => {};
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: nothing,
    tap: nothing,
    opened: nothing,
    typing: nothing,
    forget: nothing,
    close: nothing,
    upload: () => Promise.reject(new Error("A preview has no server")),
  };
}
