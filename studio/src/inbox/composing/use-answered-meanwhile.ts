import type { Message } from "@chatloom/api-schema";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "../../api/live.ts";
import { useMe } from "../../session/use-me.ts";
import { hasReplyDraft } from "./use-draft.ts";

/** Who answered the contact while one had begun to write. */
export interface AnsweredMeanwhile {
  readonly message: { readonly name: string; readonly text: string } | undefined;
  readonly forget: () => void;
}

/** Tells when somebody else answers the contact while one has begun to write, also while one may not send. */
export function useAnsweredMeanwhile(conversationId: string): AnsweredMeanwhile {
  const { t } = useTranslation();
  const me = useMe();
  const [answer, setAnswer] = useState<Message>();
  useLive("message.created", (message) => {
    const own = message.author.type === "member" && message.author.id === me.member.id;
    if (message.conversationId === conversationId && message.direction === "outgoing" && !own) {
      setAnswer(hasReplyDraft(conversationId) ? message : undefined);
    }
  });
  const { author, content } = answer ?? {};
  return {
    message: answer
      ? {
          name: author?.type === "bot" ? t("inbox.bot") : (author?.name ?? t("inbox.otherApp")),
          text: content && "text" in content ? content.text : t("inbox.content.file"),
        }
      : undefined,
    forget: () => setAnswer(undefined),
  };
}
