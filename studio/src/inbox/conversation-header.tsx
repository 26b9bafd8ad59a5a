import { type Conversation, pages, routes } from "@chatloom/api-schema";
import { ActionIcon, Button, Group, Menu, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import {
  IconArrowLeft,
  IconCheck,
  IconDots,
  IconHandStop,
  IconInfoCircle,
  IconPlayerPlay,
  IconRobot,
  IconRotate,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useMay, useMe } from "../session/use-me.ts";
import classes from "./inbox.module.css";
import { StartFlow } from "./start-flow.tsx";
import { useConversationActions } from "./use-conversation.ts";

/** Who owns the conversation, and what one can do about it. */
export function ConversationHeader({
  conversation,
  onDetails,
}: {
  readonly conversation: Conversation;
  readonly onDetails: () => void;
}) {
  const { t } = useTranslation();
  const may = useMay("agent");
  const me = useMe();
  const actions = useConversationActions(conversation.id);
  const { data: members } = useQuery({
    queryKey: ["members"],
    queryFn: () => call(routes.accounts.listMembers),
  });
  const { handler, assignee, resolved, contact, channel } = conversation;
  const mine = handler === "human" && assignee?.id === me.member.id;

  const startFlow = () =>
    modals.open({
      title: t("inbox.startFlow.title"),
      children: <StartFlow conversationId={conversation.id} />,
    });

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
        <Text component="h2" fw={650} truncate>
          {contact.name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {channel.name} · <Owner conversation={conversation} />
        </Text>
      </div>
      {may && (
        <Group gap="xs" wrap="nowrap">
          {handler === "human" ? (
            <>
              {!mine && (
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => actions.takeOver.mutate()}
                  loading={actions.takeOver.isPending}
                >
                  {t("inbox.actions.takeOver")}
                </Button>
              )}
              <Button
                size="xs"
                variant="light"
                leftSection={<IconRobot size={16} aria-hidden />}
                onClick={() => actions.handBack.mutate()}
                loading={actions.handBack.isPending}
              >
                {t("inbox.actions.handBack")}
              </Button>
            </>
          ) : (
            <Button
              size="xs"
              variant={handler === "waiting" ? "filled" : "light"}
              leftSection={<IconHandStop size={16} aria-hidden />}
              onClick={() => actions.takeOver.mutate()}
              loading={actions.takeOver.isPending}
            >
              {t("inbox.actions.takeOver")}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            visibleFrom="sm"
            leftSection={
              resolved ? <IconRotate size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />
            }
            onClick={() => (resolved ? actions.reopen : actions.resolve).mutate()}
          >
            {t(resolved ? "inbox.actions.reopen" : "inbox.actions.resolve")}
          </Button>
        </Group>
      )}
      <Menu>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={t("inbox.actions.more")}>
            <IconDots size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {may && (
            <>
              <Menu.Item
                hiddenFrom="sm"
                leftSection={<IconCheck size={16} />}
                onClick={() => (resolved ? actions.reopen : actions.resolve).mutate()}
              >
                {t(resolved ? "inbox.actions.reopen" : "inbox.actions.resolve")}
              </Menu.Item>
              <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={startFlow}>
                {t("inbox.actions.start")}
              </Menu.Item>
              <Menu.Label>{t("inbox.actions.assign")}</Menu.Label>
              <Menu.Item onClick={() => actions.assign.mutate(me.member.id)}>
                {t("inbox.actions.assignToMe")}
              </Menu.Item>
              {members?.items
                .filter((it) => it.id !== me.member.id && it.role !== "viewer")
                .map((it) => (
                  <Menu.Item key={it.id} onClick={() => actions.assign.mutate(it.id)}>
                    {it.name}
                  </Menu.Item>
                ))}
              <Menu.Item onClick={() => actions.assign.mutate(null)}>
                {t("inbox.actions.unassign")}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ActionIcon size="lg" aria-label={t("inbox.actions.details")} onClick={onDetails}>
        <IconInfoCircle size={20} />
      </ActionIcon>
    </header>
  );
}

function Owner({ conversation: { handler, assignee } }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const me = useMe();
  if (handler !== "human") return <>{t(`inbox.owner.${handler}`)}</>;
  if (!assignee) return <>{t("inbox.owner.humanSomeone")}</>;
  return (
    <>
      {assignee.id === me.member.id
        ? t("inbox.owner.humanYou")
        : t("inbox.owner.human", { name: assignee.name })}
    </>
  );
}
