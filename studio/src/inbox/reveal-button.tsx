import { type Message, routes } from "@chatloom/api-schema";
import { Text, UnstyledButton } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import classes from "./inbox.module.css";

/** Says that dots stand for a sensitive answer, and shows its words to those who may read them. */
export function RevealButton({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const may = useMay("inbox.reveal");
  const { conversationId, id } = message;
  const reveal = useMutation({
    mutationFn: () =>
      call(routes.conversations.revealMessage, { params: { conversationId, messageId: id } }),
    // The words stay on this screen only.
    gcTime: 0,
  });
  return (
    <>
      <IconLock size={12} aria-hidden />
      <span>{t("inbox.sensitive.title")}</span>
      {may && !reveal.data && (
        <UnstyledButton
          className={classes.translate ?? ""}
          aria-label={t("inbox.sensitive.revealLabel")}
          disabled={reveal.isPending}
          onClick={() => reveal.mutate()}
        >
          {t("inbox.sensitive.reveal")}
        </UnstyledButton>
      )}
      {reveal.data && (
        <>
          <Text size="sm" component="span" role="status">
            {reveal.data.text}
          </Text>
          <UnstyledButton className={classes.translate ?? ""} onClick={() => reveal.reset()}>
            {t("inbox.sensitive.hide")}
          </UnstyledButton>
        </>
      )}
    </>
  );
}
