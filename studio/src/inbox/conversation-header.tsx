import { addressOf, type Conversation, pages } from "@chatloom/api-schema";
import { ActionIcon, Anchor, Button, Text } from "@mantine/core";
import {
  IconArrowLeft,
  IconCheck,
  IconHandStop,
  IconInfoCircle,
  IconRobot,
  IconRotate,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay, useMe } from "../session/use-me.ts";
import { longTime } from "../ui/format-time.ts";
import { askOutcome } from "./ask-outcome.tsx";
import { ConversationMenu } from "./conversation-menu.tsx";
import classes from "./inbox.module.css";
import { useConversationActions } from "./use-conversation.ts";
import { useShortcuts } from "./use-shortcuts.ts";

/** Who owns the conversation, and what one can do about it. */
export function ConversationHeader({
  conversation,
  onDetails,
}: {
  readonly conversation: Conversation;
  readonly onDetails: () => void;
}) {
  const { t, i18n } = useTranslation();
  const may = useMay("inbox.answer");
  const me = useMe();
  const actions = useConversationActions(conversation.id);
  const { handler, assignee, resolved, contact, channel } = conversation;
  const mine = handler === "human" && assignee?.id === me.member.id;

  const other = handler === "human" && !mine ? assignee : undefined;
  useShortcuts({
    i: onDetails,
    ...(may && {
      e: () => (resolved ? actions.reopen : actions.resolve).mutate(),
      m: () => actions.assign.mutate(me.member.id),
      t: mine ? undefined : () => actions.takeOver.mutate(other?.id),
      h: handler === "human" ? () => actions.handBack.mutate() : undefined,
    }),
  });

  const resolveOrReopen = () =>
    resolved
      ? actions.reopen.mutate()
      : askOutcome(t, conversation, (it) => actions.resolve.mutate(it));

  return (
    <header className={classes.header}>
      <ActionIcon
        component={Link}
        to={pages.conversations}
        hiddenFrom="sm"
        size="lg"
        aria-label={t("inbox.back")}
      >
        <IconArrowLeft size={20} />
      </ActionIcon>
      <div className={classes.headerText}>
        <Anchor
          component={Link}
          to={addressOf(pages.contact, { contactId: contact.id })}
          className={classes.headerName ?? ""}
          c="inherit"
        >
          <Text component="h1" fw={650} fz="md">
            {contact.name}
          </Text>
        </Anchor>
        <Text size="xs" c="dimmed">
          {channel.name} · <Owner conversation={conversation} />
          {conversation.team && ` · ${conversation.team.name}`}
          {conversation.returnsAt &&
            ` · ${t("inbox.returns", { when: longTime(conversation.returnsAt, i18n.language) })}`}
        </Text>
      </div>
      <div className={classes.headerActions}>
        {may && !mine && (
          <Button
            size="xs"
            variant={handler === "waiting" ? "filled" : "light"}
            leftSection={<IconHandStop size={16} aria-hidden />}
            onClick={() => actions.takeOver.mutate(other?.id)}
            loading={actions.takeOver.isPending}
          >
            {t("inbox.actions.takeOver")}
          </Button>
        )}
        {may && handler === "human" && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconRobot size={16} aria-hidden />}
            onClick={() => askOutcome(t, conversation, (it) => actions.handBack.mutate(it))}
            loading={actions.handBack.isPending}
          >
            {t("inbox.actions.handBack")}
          </Button>
        )}
        {may && (
          <Button
            size="xs"
            variant="default"
            visibleFrom="sm"
            leftSection={
              resolved ? <IconRotate size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />
            }
            onClick={resolveOrReopen}
          >
            {t(resolved ? "inbox.actions.reopen" : "inbox.actions.resolve")}
          </Button>
        )}
        {may && <ConversationMenu conversation={conversation} />}
        <ActionIcon size="lg" aria-label={t("inbox.actions.details")} onClick={onDetails}>
          <IconInfoCircle size={20} />
        </ActionIcon>
      </div>
    </header>
  );
}

function Owner({ conversation: { handler, assignee } }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const me = useMe();
  if (handler !== "human") {
    return <>{t(`inbox.owner.${handler}`)}</>;
  }
  if (!assignee) {
    return <>{t("inbox.owner.outside")}</>;
  }
  return (
    <>
      {assignee.id === me.member.id
        ? t("inbox.owner.humanYou")
        : t("inbox.owner.human", { name: assignee.name })}
    </>
  );
}
