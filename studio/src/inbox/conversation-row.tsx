import { addressOf, type Conversation, pages } from "@chatloom/api-schema";
import { Avatar, Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ChannelIcon } from "../ui/channel-icon.tsx";
import { shortTime } from "../ui/format-time.ts";
import { OwnerBadge } from "../ui/owner-badge.tsx";
import classes from "./inbox.module.css";

// Mantine's other colours are too pale for letters.
const readable = ["blue", "cyan", "grape", "indigo", "pink", "violet"];

/** A conversation in the list: who, where, the last words, and who owns it. */
export function ConversationRow({
  conversation,
  open,
}: {
  readonly conversation: Conversation;
  readonly open: boolean;
}) {
  const { t, i18n } = useTranslation();
  const { contact, channel, last, unread, resolved, reachable } = conversation;
  return (
    <li>
      <Link
        to={addressOf(pages.conversation, { conversationId: conversation.id })}
        className={classes.row ?? ""}
        data-open={open || undefined}
        aria-current={open ? "page" : undefined}
      >
        <div className={classes.face}>
          <Avatar
            src={contact.pictureUrl ?? null}
            name={contact.name}
            color="initials"
            allowedInitialsColors={readable}
            alt=""
            radius="xl"
          />
          <span className={classes.channel} title={channel.name}>
            <ChannelIcon type={channel.type} title={channel.name} />
          </span>
        </div>
        <div className={classes.rowText}>
          <Group justify="space-between" wrap="nowrap" gap={6}>
            <Text fw={unread > 0 ? 700 : 550} truncate>
              {contact.name}
            </Text>
            {last && (
              <Text size="xs" c="dimmed" className={classes.time ?? ""}>
                {shortTime(last.at, i18n.language)}
              </Text>
            )}
          </Group>
          <Group justify="space-between" wrap="nowrap" gap={6}>
            <Text size="sm" c="dimmed" truncate>
              {last?.text}
            </Text>
            {unread > 0 && (
              <Badge size="sm" circle={unread < 10} variant="filled" flex="none">
                {unread > 99 ? "99+" : unread}
              </Badge>
            )}
          </Group>
          <Group gap={6} mt={4} wrap="nowrap">
            <OwnerBadge conversation={conversation} />
            {!reachable && (
              <Badge size="xs" color="red">
                {t("inbox.unreachable.badge")}
              </Badge>
            )}
            {resolved && (
              <Badge size="xs" color="gray">
                {t("inbox.resolved")}
              </Badge>
            )}
          </Group>
        </div>
      </Link>
    </li>
  );
}
