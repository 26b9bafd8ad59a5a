import { useEffect, useRef, useState } from "react";
import { useLive } from "../api/live.ts";

/** Returns what the bot is writing in a conversation, or an empty text. The message that it becomes replaces it. */
export function usePartialAnswer(conversationId: string, botActs: boolean): string {
  const [partial, setPartial] = useState({ conversationId, text: "" });
  const fading = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = (text: string) => setPartial({ conversationId, text });
  useLive("conversation.partial", (id, { text, ms }) => {
    if (id === conversationId) {
      clearTimeout(fading.current);
      fading.current = setTimeout(() => show(""), ms);
      show(text);
    }
  });
  useLive("message.created", ({ conversationId: id, direction }) => {
    if (id === conversationId && direction === "outgoing") {
      show("");
    }
  });
  useEffect(() => () => clearTimeout(fading.current), []);
  return botActs && partial.conversationId === conversationId ? partial.text : "";
}
