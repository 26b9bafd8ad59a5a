import type { Message } from "@chatloom/api-schema";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "../../api/live.ts";
import { useMe } from "../../session/use-me.ts";

/** Tells when somebody else answers the contact while one has begun to write. */
export function useAnsweredMeanwhile(conversationId: string, writing: boolean) {
  const { t } = useTranslation();
  const me = useMe();
  const [answer, setAnswer] = useState<Message>();
  useLive("message.created", (message) => {
    const own = message.author.type === "member" && message.author.id === me.member.id;
    if (message.conversationId === conversationId && message.direction === "outgoing" && !own) {
      setAnswer(writing ? message : undefined);
    }
  });
  const { author, content } = answer ?? {};
  return {
    message:
      answer && writing
        ? {
            name: author?.type === "bot" ? t("inbox.bot") : (author?.name ?? t("inbox.otherApp")),
            text: content && "text" in content ? content.text : t("inbox.content.file"),
          }
        : undefined,
    forget: () => setAnswer(undefined),
  };
}
