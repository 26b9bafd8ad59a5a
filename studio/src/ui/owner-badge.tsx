import type { Conversation } from "@chatloom/api-schema";
import { Badge } from "@mantine/core";
import { IconClockHour4, IconMinus, IconRobot, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const looks = {
  bot: { color: "loom", icon: IconRobot },
  waiting: { color: "yellow", icon: IconClockHour4 },
  human: { color: "blue", icon: IconUser },
  none: { color: "gray", icon: IconMinus },
} as const;

/** Shows who handles a conversation, with a word and a colour. */
export function OwnerBadge({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const { handler, assignee } = conversation;
  const { color, icon: Mark } = looks[handler];
  return (
    <Badge
      size="sm"
      color={color}
      // Mantine's yellow has too little contrast for text.
      {...(handler === "waiting" && { c: "var(--cl-warning)", bg: "var(--cl-warning-soft)" })}
      leftSection={<Mark size={12} aria-hidden />}
    >
      {handler === "human" && assignee ? assignee.name : t(`inbox.short.${handler}`)}
    </Badge>
  );
}
