import { type Priority, priorities } from "@chatloom/api-schema";
import { ActionIcon, Menu } from "@mantine/core";
import {
  IconAntennaBars2,
  IconAntennaBars3,
  IconAntennaBars4,
  IconAntennaBars5,
  IconCheck,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const looks = {
  low: { icon: IconAntennaBars2, color: "var(--cl-muted)" },
  normal: { icon: IconAntennaBars3, color: "var(--cl-muted)" },
  high: { icon: IconAntennaBars4, color: "var(--cl-warning)" },
  urgent: { icon: IconAntennaBars5, color: "var(--cl-error)" },
} as const;

/** How urgent a conversation is, as an icon with a name. */
export function PriorityMark({
  priority,
  size = 15,
}: {
  readonly priority: Priority;
  readonly size?: number;
}) {
  const { t } = useTranslation();
  const { icon: Mark, color } = looks[priority];
  const name = t("inbox.priority.named", { priority: t(`inbox.priority.${priority}`) });
  return <Mark size={size} color={color} role="img" aria-label={name} title={name} />;
}

/** Chooses how urgent conversations are. */
export function PriorityMenu({
  priority,
  opened,
  onToggle,
  onChange,
}: {
  readonly priority: Priority | undefined;
  readonly opened: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly onChange: (priority: Priority) => void;
}) {
  const { t } = useTranslation();
  const { icon: Mark, color } = looks[priority ?? "normal"];
  return (
    <Menu opened={opened} onChange={onToggle} position="bottom-start">
      <Menu.Target>
        <ActionIcon aria-label={t("inbox.priority.title")} title={t("inbox.priority.title")}>
          <Mark size={18} color={color} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {[...priorities].reverse().map((it) => (
          <Menu.Item
            key={it}
            leftSection={<PriorityMark priority={it} />}
            rightSection={it === priority ? <IconCheck size={14} aria-hidden /> : undefined}
            onClick={() => onChange(it)}
          >
            {t(`inbox.priority.${it}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
