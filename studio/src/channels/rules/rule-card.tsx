import { ActionIcon, Button, Group, Paper, Switch, Text } from "@mantine/core";
import { IconArrowDown, IconArrowRight, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "../../ui/section.module.css";

/** A rule as the list shows it. */
export interface ListedRule {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/** One rule in words, with its place in the order. */
export function RuleCard({
  rule,
  when,
  does,
  fault,
  index,
  last,
  readOnly,
  onMove,
  onToggle,
  onEdit,
  onDelete,
}: {
  readonly rule: ListedRule;
  /** Its conditions in words. */
  readonly when: string;
  /** The decision in words. */
  readonly does: string;
  /** Why it is passed over. */
  readonly fault?: string | undefined;
  readonly index: number;
  readonly last: boolean;
  readonly readOnly: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly onToggle: () => void;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}) {
  const { t } = useTranslation();
  const named = (action: string) => `${action}: ${rule.name}`;
  return (
    <Paper component="li" p="md" mb="sm" className={classes.section ?? ""}>
      <Group justify="space-between" gap="sm">
        <div style={{ minWidth: 0, flex: "1 1 260px" }}>
          <Text fw={650} c={rule.active ? "" : "dimmed"}>
            {index + 1}. {rule.name}
          </Text>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {when} <IconArrowRight size={14} className={classes.inline ?? ""} aria-hidden /> {does}
          </Text>
          {rule.active && fault && (
            <Text size="sm" c="var(--cl-error)">
              {fault}
            </Text>
          )}
        </div>
        {!readOnly && (
          <Group gap={6}>
            <Switch
              size="sm"
              checked={rule.active}
              aria-label={named(t("routing.active"))}
              onChange={onToggle}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={index === 0}
              aria-label={named(t("routing.up"))}
              onClick={() => onMove(-1)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={last}
              aria-label={named(t("routing.down"))}
              onClick={() => onMove(1)}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <Button
              size="compact-sm"
              variant="light"
              aria-label={named(t("common.edit"))}
              onClick={onEdit}
            >
              {t("common.edit")}
            </Button>
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={named(t("common.delete"))}
              onClick={onDelete}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        )}
      </Group>
    </Paper>
  );
}
