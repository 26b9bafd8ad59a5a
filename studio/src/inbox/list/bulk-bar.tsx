import type { Conversation, ConversationChange } from "@chatloom/api-schema";
import { ActionIcon, Button, CloseButton, Group, Menu, Text } from "@mantine/core";
import { IconCheck, IconClockPause, IconMailOpened, IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../session/use-me.ts";
import { useMembers } from "../../session/use-members.ts";
import { LabelMenu } from "../../ui/labels/label-menu.tsx";
import classes from "../inbox.module.css";
import { PriorityMenu } from "../triage/priority-mark.tsx";
import { TimeMenu } from "../triage/time-menu.tsx";
import { useChangeConversations } from "../triage/use-change-conversations.tsx";
import { conversationLabels } from "../triage/use-labels.ts";
import { mostSelected, type Selection } from "./use-selection.ts";

type Open = "labels" | "priority" | "snooze";

/** Shows the actions for the chosen conversations. */
export function BulkBar({
  selection,
  listed,
}: {
  readonly selection: Selection;
  readonly listed: readonly Conversation[];
}) {
  const { t } = useTranslation();
  const me = useMe();
  const members = useMembers();
  const change = useChangeConversations();
  const [open, setOpen] = useState<Open>();
  const chosen = listed.filter((it) => selection.ids.has(it.id));
  const labels = chosen.map((it) => it.labelIds ?? []);
  const onAll = (labels[0] ?? []).filter((id) => labels.every((it) => it.includes(id)));
  const apply = (wanted: ConversationChange, keep = false) => {
    change.mutate({ conversationIds: [...selection.ids], change: wanted });
    if (!keep) {
      selection.clear();
    }
  };
  const toggle = (which: Open) => (shown: boolean) => setOpen(shown ? which : undefined);
  const resolved = chosen.length > 0 && chosen.every((it) => it.resolved);
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("inbox.bulk.title")}>
      <Group gap={4} wrap="nowrap" justify="space-between">
        <Text size="sm" fw={600} truncate>
          {t("inbox.bulk.chosen", { count: selection.ids.size })}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => selection.set(listed.map((it) => it.id))}
        >
          {t("inbox.bulk.all", { count: Math.min(listed.length, mostSelected) })}
        </Button>
        <CloseButton aria-label={t("inbox.bulk.none")} onClick={selection.clear} />
      </Group>
      <Group gap={4}>
        <ActionIcon
          size="lg"
          aria-label={t(resolved ? "inbox.actions.reopen" : "inbox.actions.resolve")}
          title={t(resolved ? "inbox.actions.reopen" : "inbox.actions.resolve")}
          onClick={() => apply({ resolved: !resolved })}
        >
          <IconCheck size={18} aria-hidden />
        </ActionIcon>
        <Menu position="bottom-start">
          <Menu.Target>
            <ActionIcon
              size="lg"
              aria-label={t("inbox.actions.assign")}
              title={t("inbox.actions.assign")}
            >
              <IconUser size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown mah="50dvh" style={{ overflowY: "auto" }}>
            <Menu.Item onClick={() => apply({ assigneeId: me.member.id })}>
              {t("inbox.actions.assignToMe")}
            </Menu.Item>
            {members
              .filter((it) => it.id !== me.member.id && it.answers)
              .map((it) => (
                <Menu.Item key={it.id} onClick={() => apply({ assigneeId: it.id })}>
                  {it.name}
                </Menu.Item>
              ))}
            <Menu.Item onClick={() => apply({ assigneeId: null })}>
              {t("inbox.actions.unassign")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <LabelMenu
          source={conversationLabels}
          size="lg"
          opened={open === "labels"}
          onToggle={toggle("labels")}
          chosen={onAll}
          some={labels.flat()}
          onChange={(wanted) => apply(wanted, true)}
        />
        <PriorityMenu
          priority={undefined}
          opened={open === "priority"}
          onToggle={toggle("priority")}
          onChange={(priority) => apply({ priority })}
        />
        <TimeMenu
          size="lg"
          icon={<IconClockPause size={18} aria-hidden />}
          opened={open === "snooze"}
          onToggle={toggle("snooze")}
          title={t("inbox.snooze.title")}
          clear={t("inbox.snooze.end")}
          onChoose={(at) => apply({ snoozedUntil: at.toISOString() })}
          onClear={() => apply({ snoozedUntil: null })}
        />
        <ActionIcon
          size="lg"
          aria-label={t("inbox.bulk.read")}
          title={t("inbox.bulk.read")}
          onClick={() => apply({ read: true })}
        >
          <IconMailOpened size={18} aria-hidden />
        </ActionIcon>
      </Group>
    </div>
  );
}
