import { assistLimits, type Message, routes } from "@chatloom/api-schema";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useHasAi } from "../api/use-has-ai.ts";
import { reasonText } from "../ui/reason-text.ts";

type Texts = Readonly<Record<string, string>>;

/** The translations of a conversation's messages, and how to get more. They stay until the page is left. */
export function useTranslations(conversationId: string) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const hasAi = useHasAi();
  const language = i18n.language;
  const queryKey = ["translations", conversationId, language];
  const { data: texts } = useQuery<Texts>({
    queryKey,
    queryFn: () => client.getQueryData<Texts>(queryKey) ?? {},
    initialData: {},
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const ask = useMutation({
    mutationKey: queryKey,
    mutationFn: (messageIds: readonly string[]) =>
      call(routes.assist.translateMessages, {
        params: { conversationId },
        body: { messageIds: [...messageIds], language },
      }),
    onSuccess: ({ items, problem }) => {
      const news = Object.fromEntries(items.map((it) => [it.id, it.text]));
      client.setQueryData<Texts>(queryKey, (before) => ({ ...before, ...news }));
      if (problem) {
        notifications.show({ color: "red", message: reasonText(t, problem) });
      }
    },
  });
  return {
    texts,
    can: hasAi,
    isPending: ask.isPending,
    translate: (message: Message) => ask.mutate([message.id]),
    /** Translates the newest messages of the contact that are not translated. */
    translateAll: (messages: readonly Message[]) => {
      const missing = messages
        .filter((it) => isTranslatable(it) && texts[it.id] === undefined)
        .slice(-assistLimits.messages)
        .map((it) => it.id);
      if (missing.length > 0) {
        ask.mutate(missing);
      }
    },
  };
}

/** Says whether a message is a contact's with words to translate. */
export function isTranslatable({ direction, content, deleted }: Message): boolean {
  const words = "text" in content ? content.text : "caption" in content ? content.caption : "";
  return direction === "incoming" && !deleted && /\p{L}/u.test(words ?? "");
}
