import { addressOf, type DeadLetter, pages, routes } from "@chatloom/api-schema";
import { Accordion, Anchor, Button, Code, Group, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { longTime } from "../ui/format-time.ts";
import { MoreButton } from "../ui/more-button.tsx";
import { reasonText } from "../ui/reason-text.ts";
import { Section } from "../ui/section.tsx";

/** Lists messages that could not be delivered, with the reason and a way to send them again. */
export function DeadLetters() {
  const { t } = useTranslation();
  const admin = useMay("inbox.settings");
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["dead-letters"] });
  const list = useInfiniteQuery({
    queryKey: ["dead-letters", "list"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(routes.operations.listDeadLetters, {
        query: { limit: 30, cursor: pageParam || undefined },
      }),
    getNextPageParam: (page) => page.next,
  });
  const letters = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  const resendAll = useMutation({
    mutationFn: () => call(routes.operations.resendAllDeadLetters),
    onSuccess: ({ resent }) => {
      notifications.show({ message: t("operations.resent", { count: resent }) });
      return refresh();
    },
  });
  const confirm = () =>
    modals.openConfirmModal({
      title: t("operations.resendAllTitle", { count: total }),
      children: <Text size="sm">{t("operations.resendAllText")}</Text>,
      labels: { confirm: t("operations.resendAll"), cancel: t("common.cancel") },
      onConfirm: () => resendAll.mutate(),
    });
  return (
    <Section
      title={`${t("operations.deadLetters")}${total > 0 ? ` (${total})` : ""}`}
      actions={
        admin &&
        total > 1 && (
          <Button size="xs" loading={resendAll.isPending} onClick={confirm}>
            {t("operations.resendAll")}
          </Button>
        )
      }
    >
      {list.data && letters.length === 0 ? (
        <Stack gap={2}>
          <Text fw={600}>{t("operations.noDeadLetters")}</Text>
          <Text c="dimmed" size="sm">
            {t("operations.noDeadLettersHint")}
          </Text>
        </Stack>
      ) : (
        <Text c="dimmed" size="sm" mb="sm">
          {t("operations.deadLettersHint")}
        </Text>
      )}
      <Accordion variant="separated" radius="md">
        {letters.map((letter) => (
          <Letter key={letter.id} letter={letter} onDone={() => void refresh()} />
        ))}
      </Accordion>
      <MoreButton of={list} />
    </Section>
  );
}

function Letter({ letter, onDone }: { readonly letter: DeadLetter; readonly onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const admin = useMay("inbox.settings");
  const params = { deadLetterId: letter.id };
  const resend = useMutation({
    mutationFn: () => call(routes.operations.resendDeadLetter, { params }),
    onSuccess: onDone,
  });
  const giveUp = useMutation({
    mutationFn: () => call(routes.operations.deleteDeadLetter, { params }),
    onSuccess: onDone,
  });
  const confirm = () =>
    modals.openConfirmModal({
      title: t("operations.giveUpTitle"),
      children: <Text size="sm">{t("operations.giveUpText")}</Text>,
      labels: { confirm: t("operations.giveUp"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => giveUp.mutate(),
    });
  return (
    <Accordion.Item value={letter.id}>
      <Accordion.Control>
        <Text size="sm" fw={600}>
          {letter.contactName} · {letter.channel.name}
        </Text>
        <Text size="sm" lineClamp={1}>
          {letter.preview}
        </Text>
        <Text size="xs" c="var(--cl-error)">
          {reasonText(t, letter.reason)}
        </Text>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="xs">
          <Text size="xs" c="dimmed">
            {longTime(letter.at, i18n.language)} · {letter.reason.code} ·{" "}
            {t("operations.attempts", { count: letter.attempts })} ·{" "}
            <Anchor
              component={Link}
              fz="xs"
              underline="always"
              to={addressOf(pages.conversation, { conversationId: letter.conversationId })}
            >
              {t("operations.conversation")}
            </Anchor>{" "}
            ·{" "}
            <Anchor
              component={Link}
              fz="xs"
              underline="always"
              to={addressOf(pages.replay, { conversationId: letter.conversationId })}
            >
              {t("replay.title")}
            </Anchor>
          </Text>
          <Text size="xs" fw={600}>
            {t("operations.payload")}
          </Text>
          <Code block mah={220} style={{ overflow: "auto" }}>
            {JSON.stringify(letter.payload, null, 2)}
          </Code>
          <Group gap="xs">
            <Button size="xs" loading={resend.isPending} onClick={() => resend.mutate()}>
              {t("operations.resend")}
            </Button>
            {admin && (
              <Button size="xs" variant="subtle" color="red" onClick={confirm}>
                {t("operations.giveUp")}
              </Button>
            )}
          </Group>
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
