import { addressOf, pages } from "@chatloom/api-schema";
import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useLive } from "../api/live.ts";
import { useMe } from "../session/use-me.ts";
import { setTitleCount } from "../ui/title-count.ts";
import { needsAttention, type Signalled } from "./needs-attention.ts";
import { playSound } from "./play-sound.ts";
import { signalSettings } from "./signal-settings.ts";
import { useOpenConversations } from "./use-open-conversations.ts";

/** Tells a member on any page that somebody waits, writes or mentions them: by sound, desktop notification and a number in the tab's name. */
export function InboxSignals() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { member } = useMe();
  const signalled = useRef<Signalled>(new Map());
  const waiting = useOpenConversations();
  useEffect(() => setTitleCount(waiting), [waiting]);
  useEffect(() => () => setTitleCount(0), []);

  useLive("message.created", ({ mentions, author, content, conversationId, id }) => {
    if (mentions?.includes(member.id) && author.id !== member.id) {
      const title = t("inbox.signals.mentions", { name: author.name ?? t("inbox.someone") });
      const text = content.kind === "text" ? content.text : "";
      signal(conversationId, id, title, text);
      notifications.show({ id, title, message: text, onClick: () => open(conversationId) });
    }
  });
  useLive("conversation.updated", (conversation) => {
    if (!needsAttention(conversation, member.id, signalled.current)) {
      return;
    }
    const title =
      conversation.handler === "waiting"
        ? t("inbox.signals.waits", { name: conversation.contact.name })
        : conversation.contact.name;
    signal(conversation.id, conversation.id, title, conversation.last?.text ?? "");
  });
  return null;

  function open(conversationId: string): void {
    void navigate(addressOf(pages.conversation, { conversationId }));
  }

  /** Tells by sound and by the desktop, unless the member reads the conversation and sees it anyway. */
  function signal(conversationId: string, tag: string, title: string, body: string): void {
    const address = addressOf(pages.conversation, { conversationId });
    if (document.hasFocus() && location.pathname === address) {
      return;
    }
    const { sound, desktop } = signalSettings();
    if (sound) {
      playSound();
    }
    if (!desktop || !("Notification" in window) || Notification.permission !== "granted") {
      return;
    }
    const notification = new Notification(title, { body, tag });
    notification.onclick = () => {
      window.focus();
      notification.close();
      open(conversationId);
    };
  }
}
