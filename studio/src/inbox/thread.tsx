import { type Conversation, routes } from "@chatloom/api-schema";
import { Button, Center, Divider, Group, Text } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { dayOf } from "../ui/format-time.ts";
import classes from "./inbox.module.css";
import { MessageRow } from "./message-row.tsx";
import { usePartialAnswer } from "./use-partial-answer.ts";
import { useThread } from "./use-thread.ts";
import { isTranslatable, useTranslations } from "./use-translations.ts";

/** The messages, oldest first. Follows new ones unless one reads further up; older ones are fetched on the way. */
export function Thread({ conversation }: { readonly conversation: Conversation }) {
  const { t, i18n } = useTranslation();
  const thread = useThread(conversation.id);
  const { messages, latest, hasNextPage, fetchNextPage, isFetchingNextPage } = thread;
  const partial = usePartialAnswer(conversation.id, conversation.handler === "bot");
  const box = useRef<HTMLDivElement>(null);
  const heightBefore = useRef(0);
  const [atEnd, setAtEnd] = useState(true);
  const may = useMay("inbox.answer");
  const first = messages[0]?.sequence;
  const translations = useTranslations(conversation.id);
  const untranslated = messages.filter(
    (it) => isTranslatable(it) && translations.texts[it.id] === undefined,
  );

  useLayoutEffect(() => {
    const it = box.current;
    if (it && atEnd && (latest > 0 || partial !== "")) {
      it.scrollTop = it.scrollHeight;
    }
  }, [latest, atEnd, partial]);
  // Older messages grow the thread above: what one reads must not jump.
  useLayoutEffect(() => {
    const it = box.current;
    if (it && first !== undefined && heightBefore.current > 0) {
      it.scrollTop += it.scrollHeight - heightBefore.current;
    }
    heightBefore.current = 0;
  }, [first]);
  useEffect(() => {
    if (!may || latest === 0 || !atEnd || conversation.unread === 0) {
      return;
    }
    void call(routes.conversations.markRead, {
      params: { conversationId: conversation.id },
      body: { sequence: latest },
    });
  }, [may, latest, atEnd, conversation.id, conversation.unread]);

  if (!thread.data) {
    return (
      <Center flex={1}>
        <Awaiting of={thread} />
      </Center>
    );
  }
  const older = () => {
    heightBefore.current = box.current?.scrollHeight ?? 0;
    void fetchNextPage();
  };
  return (
    <div className={classes.threadBox}>
      <div
        ref={box}
        className={classes.thread}
        role="log"
        aria-live="polite"
        aria-label={t("inbox.title")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
        tabIndex={0}
        onScroll={({ currentTarget: it }) =>
          setAtEnd(it.scrollHeight - it.scrollTop - it.clientHeight < 80)
        }
      >
        {hasNextPage ? (
          <Button variant="subtle" size="xs" mx="auto" loading={isFetchingNextPage} onClick={older}>
            {t("inbox.older")}
          </Button>
        ) : (
          <Text size="xs" c="dimmed" ta="center">
            {t("inbox.start")}
          </Text>
        )}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const day = dayOf(message.at, i18n.language);
          return (
            <Fragment key={message.id}>
              {(!before || dayOf(before.at, i18n.language) !== day) && (
                <Divider my={6} label={day} />
              )}
              <MessageRow
                message={message}
                before={before}
                translation={translations.texts[message.id]}
                onTranslate={
                  may && translations.can && isTranslatable(message)
                    ? translations.translate
                    : undefined
                }
              />
            </Fragment>
          );
        })}
        {partial !== "" && (
          // Screen readers hear the message once it is whole.
          <article
            className={classes.message}
            data-direction="outgoing"
            data-author="bot"
            aria-hidden="true"
          >
            <div className={classes.bubble}>{partial} …</div>
            <Group className={classes.meta ?? ""}>{t("inbox.beingWritten")}</Group>
          </article>
        )}
      </div>
      {may && translations.can && untranslated.length > 1 && (
        <Button
          className={classes.translateAll ?? ""}
          size="compact-xs"
          radius="xl"
          variant="default"
          leftSection={<IconLanguage size={14} aria-hidden />}
          loading={translations.isPending}
          onClick={() => translations.translateAll(messages)}
        >
          {t("inbox.assist.translateAll")}
        </Button>
      )}
      {!atEnd && (
        <Button
          className={classes.toEnd ?? ""}
          size="xs"
          radius="xl"
          variant="default"
          onClick={() => box.current?.scrollTo({ top: box.current.scrollHeight })}
        >
          ↓ {t("inbox.newMessages")}
        </Button>
      )}
    </div>
  );
}
