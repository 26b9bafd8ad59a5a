import { addressOf, type Conversation, pages } from "@chatloom/api-schema";
import { Avatar, Badge, Checkbox, Group, Text } from "@mantine/core";
import { IconAt, IconClockPause } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useMe } from "../session/use-me.ts";
import { ChannelIcon } from "../ui/channel-icon.tsx";
import { longTime, shortTime } from "../ui/format-time.ts";
import { LabelChip } from "../ui/labels/label-chip.tsx";
import { OwnerBadge } from "../ui/owner-badge.tsx";
import { RatingMark } from "../ui/rating-mark.tsx";
import classes from "./inbox.module.css";
import type { Selection } from "./list/use-selection.ts";
import { PriorityMark } from "./triage/priority-mark.tsx";
import { useLabels } from "./triage/use-labels.ts";

// Mantine's other colours are too pale for letters.
const readable = ["blue", "cyan", "grape", "indigo", "pink", "violet"];
const mostLabels = 3;

/** A conversation in the list: who, where, the last words, who owns it, and how it was sorted. */
export function ConversationRow({
  conversation,
  open,
  current,
  selection,
  measure,
  index,
  size,
  top,
}: {
  readonly conversation: Conversation;
  readonly open: boolean;
  /** Whether the keyboard stands here. */
  readonly current: boolean;
  readonly selection: Selection | undefined;
  /** Tells the virtual list how high the row is. */
  readonly measure: (element: HTMLElement | null) => void;
  readonly index: number;
  readonly size: number;
  /** Pixels from the top of the list. */
  readonly top: number;
}) {
  const { t, i18n } = useTranslation();
  const { search } = useLocation();
  const labels = useLabels();
  const me = useMe();
  const { id, contact, channel, last, unread, resolved, reachable } = conversation;
  const { labelIds = [], priority, snoozedUntil, mentions = [], satisfaction, late } = conversation;
  const own = labels.filter((it) => labelIds.includes(it.id));
  const mentioned = mentions.some((it) => it.memberId === me.member.id && !it.seen);
  const selected = selection?.ids.has(id) ?? false;
  return (
    <li
      ref={measure}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={size}
      className={classes.item}
      data-selecting={(selection && selection.ids.size > 0) || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {selection && (
        <Checkbox
          className={classes.pick ?? ""}
          size="sm"
          aria-label={t("inbox.bulk.choose", { name: contact.name })}
          checked={selected}
          onChange={() => selection.toggle(id)}
        />
      )}
      <Link
        to={{ pathname: addressOf(pages.conversation, { conversationId: id }), search }}
        className={classes.row ?? ""}
        data-open={open || undefined}
        data-current={current || undefined}
        data-selected={selected || undefined}
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
            <Group gap={4} wrap="nowrap" className={classes.time ?? ""}>
              {mentioned && (
                <IconAt
                  size={15}
                  color="var(--cl-accent)"
                  role="img"
                  aria-label={t("inbox.mentioned")}
                />
              )}
              {priority && <PriorityMark priority={priority} />}
              {last && (
                <Text size="xs" c="dimmed">
                  {shortTime(last.at, i18n.language)}
                </Text>
              )}
            </Group>
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
          <Group gap={6} mt={4} wrap="nowrap" className={classes.badges ?? ""}>
            <OwnerBadge conversation={conversation} />
            {late && (
              <Badge size="xs" color="red">
                {t("inbox.late")}
              </Badge>
            )}
            {snoozedUntil && (
              <Badge
                size="xs"
                color="gray"
                leftSection={<IconClockPause size={11} aria-hidden />}
                title={longTime(snoozedUntil, i18n.language)}
              >
                {shortTime(snoozedUntil, i18n.language)}
              </Badge>
            )}
            {!reachable && (
              <Badge size="xs" color="red">
                {t("inbox.unreachable.badge")}
              </Badge>
            )}
            {satisfaction?.rating !== undefined && (
              <RatingMark scale={satisfaction.scale} rating={satisfaction.rating} />
            )}
            {resolved && (
              <Badge size="xs" color="gray">
                {t("inbox.resolved")}
              </Badge>
            )}
            {own.slice(0, mostLabels).map((label) => (
              <LabelChip key={label.id} label={label} />
            ))}
            {own.length > mostLabels && (
              <Text size="xs" c="dimmed">
                +{own.length - mostLabels}
              </Text>
            )}
          </Group>
        </div>
      </Link>
    </li>
  );
}
