import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { type ListedRule, RuleCard } from "./rule-card.tsx";

/** Rules in their order: moved, switched off and deleted in place. */
export function RuleList<R extends ListedRule>({
  rules,
  readOnly,
  words,
  onSave,
  onEdit,
}: {
  readonly rules: readonly R[];
  readonly readOnly: boolean;
  readonly words: (rule: R) => {
    readonly when: string;
    readonly does: string;
    readonly fault?: string | undefined;
  };
  readonly onSave: (rules: R[]) => void;
  readonly onEdit: (rule: R) => void;
}) {
  const { t } = useTranslation();
  const remove = (rule: R) => {
    onSave(rules.filter((it) => it.id !== rule.id));
    const id = `deleted-${rule.id}`;
    const undo = () => {
      onSave([...rules]);
      notifications.hide(id);
    };
    notifications.show({
      id,
      message: (
        <Group justify="space-between" gap="xs">
          <Text size="sm">{t("routing.deleted", { name: rule.name })}</Text>
          <Button size="compact-sm" variant="subtle" onClick={undo}>
            {t("common.undo")}
          </Button>
        </Group>
      ),
    });
  };
  return (
    <ol style={{ listStyle: "none", padding: 0, margin: 0 }}>
      {rules.map((rule, index) => (
        <RuleCard
          key={rule.id}
          rule={rule}
          {...words(rule)}
          index={index}
          last={index === rules.length - 1}
          readOnly={readOnly}
          onMove={(by) => onSave(moved(rules, index, by))}
          onToggle={() =>
            onSave(rules.map((it) => (it === rule ? { ...it, active: !it.active } : it)))
          }
          onEdit={() => onEdit(rule)}
          onDelete={() => remove(rule)}
        />
      ))}
    </ol>
  );
}

function moved<R>(rules: readonly R[], index: number, by: 1 | -1): R[] {
  const next = [...rules];
  next.splice(index + by, 0, ...next.splice(index, 1));
  return next;
}
