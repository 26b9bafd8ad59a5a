import { addressOf, type Conversation, pages } from "@chatloom/api-schema";
import { ActionIcon, Badge, Group, Text, Tooltip } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../session/use-me.ts";
import { ChannelIcon } from "../ui/channel-icon.tsx";
import { longTime } from "../ui/format-time.ts";
import { OwnerBadge } from "../ui/owner-badge.tsx";
import classes from "./contacts.module.css";

/** Links to conversations with their channel, newest words and state. */
export function ConversationLinks({
  conversations,
  none,
}: {
  readonly conversations: readonly Conversation[] | undefined;
  /** Said where there are none. */
  readonly none: string;
}) {
  const { t, i18n } = useTranslation();
  const maySee = useMay("inbox.answer");
  return (
    <>
      {conversations?.length === 0 && (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
      {conversations?.map((it) => (
        <Group key={it.id} gap={4} wrap="nowrap">
          <Link
            to={addressOf(pages.conversation, { conversationId: it.id })}
            className={classes.conversation ?? ""}
          >
            <ChannelIcon type={it.channel.type} title={it.channel.name} />
            <div className={classes.words}>
              <Group justify="space-between" gap="xs">
                <Text size="sm" fw={600}>
                  {it.channel.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {longTime(it.updatedAt, i18n.language)}
                </Text>
              </Group>
              <Text size="sm" c="dimmed" lineClamp={1}>
                {it.last?.text}
              </Text>
              <Group gap={6} mt={4}>
                <OwnerBadge conversation={it} />
                {it.resolved && (
                  <Badge size="sm" color="gray">
                    {t("inbox.resolved")}
                  </Badge>
                )}
              </Group>
            </div>
          </Link>
          {maySee && (
            <Tooltip label={t("replay.open")}>
              <ActionIcon
                component={Link}
                to={addressOf(pages.replay, { conversationId: it.id })}
                aria-label={t("replay.openOf", { name: it.channel.name })}
              >
                <IconHistory size={18} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      ))}
    </>
  );
}
