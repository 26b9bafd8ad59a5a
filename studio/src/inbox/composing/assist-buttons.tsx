import { assistLimits, routes } from "@chatloom/api-schema";
import { ActionIcon, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconLanguage, IconSparkles } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useHasAi } from "../../api/use-has-ai.ts";
import { reasonText } from "../../ui/reason-text.ts";

interface AssistButtonsProps {
  readonly conversationId: string;
  readonly text: string;
  readonly disabled: boolean;
  /** Puts a text into the field; nothing is sent. */
  readonly onText: (text: string) => void;
}

/** Drafts a reply and translates the draft, where the workspace has an AI connection. */
export function AssistButtons({ conversationId, text, disabled, onText }: AssistButtonsProps) {
  const { t } = useTranslation();
  const hasAi = useHasAi();
  const params = { conversationId };
  const fail = (problem: Parameters<typeof reasonText>[1]) =>
    notifications.show({ color: "red", message: reasonText(t, problem) });
  const suggest = useMutation({
    mutationFn: () => call(routes.assist.suggestReply, { params }),
    onSuccess: ({ text: draft, sources, problem }) => {
      if (draft === undefined) {
        return problem && fail(problem);
      }
      onText([text.trim(), draft].filter((it) => it !== "").join("\n\n"));
      const titles = [...new Set(sources.map((it) => it.title))].join(", ");
      if (titles !== "") {
        notifications.show({ message: t("inbox.assist.sources", { titles }) });
      }
    },
  });
  const translate = useMutation({
    mutationFn: () => call(routes.assist.translateDraft, { params, body: { text: text.trim() } }),
    onSuccess: ({ items: [translated], problem }) => {
      if (problem || !translated) {
        return problem && fail(problem);
      }
      onText(translated.text);
      notifications.show({ message: t("inbox.assist.translated", { text: text.trim() }) });
    },
  });
  if (!hasAi) {
    return null;
  }
  const busy = suggest.isPending || translate.isPending;
  const isLong = text.trim().length > assistLimits.draft;
  return (
    <>
      <Tooltip label={t("inbox.assist.suggest")}>
        <ActionIcon
          size={36}
          aria-label={t("inbox.assist.suggest")}
          disabled={disabled || busy}
          loading={suggest.isPending}
          onClick={() => suggest.mutate()}
        >
          <IconSparkles size={19} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t("inbox.assist.translateDraft")}>
        <ActionIcon
          size={36}
          aria-label={t("inbox.assist.translateDraft")}
          disabled={disabled || busy || text.trim() === "" || isLong}
          loading={translate.isPending}
          onClick={() => translate.mutate()}
        >
          <IconLanguage size={19} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
