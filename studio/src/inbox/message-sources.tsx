import { type Message, routes } from "@chatloom/api-schema";
import { Anchor, Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import classes from "./inbox.module.css";

/** Shows the sources of an AI's answer, and a button to flag the answer as wrong. */
export function MessageSources({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { conversationId, id, sources = [] } = message;
  const flag = useMutation({
    mutationFn: () =>
      call(routes.knowledge.flagAnswer, { body: { conversationId, messageId: id } }),
  });
  const cited = sources.filter((it) => it.cited);
  const shown = cited.length > 0 ? cited : sources;
  return (
    <div className={classes.sources}>
      <Group gap={6}>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {cited.length > 0
            ? t("inbox.sources.cited", { count: cited.length })
            : t("inbox.sources.given", { count: shown.length })}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          color="red"
          loading={flag.isPending}
          disabled={flag.isSuccess}
          onClick={() => flag.mutate()}
        >
          {t(flag.isSuccess ? "inbox.sources.flagged" : "inbox.sources.flag")}
        </Button>
      </Group>
      {open &&
        shown.map(({ documentId, title, url, text }) => (
          <div key={`${documentId}:${text}`}>
            <Text size="xs" fw={600}>
              {url === undefined ? (
                title
              ) : (
                <Anchor href={url} target="_blank" rel="noreferrer" size="xs">
                  {title}
                </Anchor>
              )}
            </Text>
            <Text size="xs" c="dimmed" lineClamp={4}>
              {text}
            </Text>
          </div>
        ))}
    </div>
  );
}
