import { addressOf, pages } from "@chatloom/api-schema";
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

/** Tells a member on any page that somebody waits or writes: by sound, desktop notification and a number in the tab's name. */
export function InboxSignals() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { member } = useMe();
  const signalled = useRef<Signalled>(new Map());
  const open = useOpenConversations();
  useEffect(() => setTitleCount(open), [open]);
  useEffect(() => () => setTitleCount(0), []);

  useLive("conversation.updated", (conversation) => {
    if (!needsAttention(conversation, member.id, signalled.current)) {
      return;
    }
    const address = addressOf(pages.conversation, { conversationId: conversation.id });
    // A member who reads the conversation sees it anyway.
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
    const title =
      conversation.handler === "waiting"
        ? t("inbox.signals.waits", { name: conversation.contact.name })
        : conversation.contact.name;
    const notification = new Notification(title, {
      body: conversation.last?.text ?? "",
      tag: conversation.id,
    });
    notification.onclick = () => {
      window.focus();
      notification.close();
      void navigate(address);
    };
  });
  return null;
}
