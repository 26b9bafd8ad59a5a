import type { Conversation, ConversationChange } from "@chatloom/api-schema";
import { Badge } from "@mantine/core";
import { IconClockPause } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/use-me.ts";
import { longTime } from "../../ui/format-time.ts";
import { LabelChip } from "../../ui/labels/label-chip.tsx";
import { LabelMenu } from "../../ui/labels/label-menu.tsx";
import { MacroMenu } from "../macro-menu.tsx";
import { useShortcuts } from "../use-shortcuts.ts";
import { PriorityMark, PriorityMenu } from "./priority-mark.tsx";
import { TimeMenu } from "./time-menu.tsx";
import classes from "./triage.module.css";
import { useChangeConversations } from "./use-change-conversations.tsx";
import { conversationLabels, useLabels } from "./use-labels.ts";

type Open = "labels" | "priority" | "snooze";

/** Labels, priority and snooze of a conversation, and how to change them. */
export function TriageBar({ conversation }: { readonly conversation: Conversation }) {
  const { t, i18n } = useTranslation();
  const may = useMay("inbox.answer");
  const labels = useLabels();
  const change = useChangeConversations();
  const [open, setOpen] = useState<Open>();
  const { id, labelIds = [], priority, snoozedUntil } = conversation;
  const apply = (wanted: ConversationChange) =>
    change.mutate({ conversationIds: [id], change: wanted });
  const toggle = (which: Open) => (shown: boolean) => setOpen(shown ? which : undefined);
  useShortcuts(
    may
      ? { l: () => setOpen("labels"), p: () => setOpen("priority"), z: () => setOpen("snooze") }
      : {},
  );
  const own = labels.filter((it) => labelIds.includes(it.id));
  if (!may && own.length === 0 && !priority && !snoozedUntil) {
    return null;
  }
  return (
    <div className={classes.bar}>
      {may && (
        <>
          <LabelMenu
            source={conversationLabels}
            opened={open === "labels"}
            onToggle={toggle("labels")}
            chosen={labelIds}
            onChange={apply}
          />
          <PriorityMenu
            priority={priority}
            opened={open === "priority"}
            onToggle={toggle("priority")}
            onChange={(level) => apply({ priority: level })}
          />
          <TimeMenu
            icon={<IconClockPause size={18} aria-hidden />}
            opened={open === "snooze"}
            onToggle={toggle("snooze")}
            title={t("inbox.snooze.title")}
            clear={snoozedUntil && t("inbox.snooze.end")}
            onChoose={(at) => apply({ snoozedUntil: at.toISOString() })}
            onClear={() => apply({ snoozedUntil: null })}
          />
          <MacroMenu conversation={conversation} />
        </>
      )}
      {own.map((label) => (
        <LabelChip key={label.id} label={label} />
      ))}
      {!may && priority && <PriorityMark priority={priority} />}
      {snoozedUntil && (
        <Badge color="gray" leftSection={<IconClockPause size={12} aria-hidden />}>
          {t("inbox.snooze.until", { time: longTime(snoozedUntil, i18n.language) })}
        </Badge>
      )}
    </div>
  );
}
