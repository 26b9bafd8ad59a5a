import type { Condition, Rule, RuleGroup } from "@chatloom/flows-schema";
import { ActionIcon, Button, Group, Paper, SegmentedControl, Stack } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import { useGrowingList } from "../use-growing-list.ts";
import type { WidgetProps } from "../widget.ts";
import { RuleEditor } from "./rule-editor.tsx";

const mostRules = 30;
const freshRule: Rule = { left: "", operator: "equals", right: "" };

/** Groups of comparisons, joined by AND or OR. */
export function ConditionWidget({ value, onChange, path }: WidgetProps<Condition>) {
  const { t } = useTranslation();
  const { readOnly } = useFormWorld();
  const groups = value?.groups ?? [];
  const change = (next: RuleGroup[]) => onChange({ match: value?.match ?? "all", groups: next });
  return (
    <Stack gap={6}>
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups have no id, and their place is what they are
        <div key={index}>
          {index > 0 && (
            <MatchControl
              value={value.match}
              label={t("forms.joinGroups")}
              onChange={(match) => onChange({ ...value, match })}
            />
          )}
          <GroupEditor
            group={group}
            path={`${path}/groups/${index}`}
            onChange={(next) => change(groups.map((it, at) => (at === index ? next : it)))}
            onRemove={() => change(groups.filter((_, at) => at !== index))}
            removable={groups.length > 1}
          />
        </div>
      ))}
      {!readOnly && groups.length < 10 && (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={12} />}
          onClick={() => change([...groups, { match: "all", rules: [freshRule] }])}
        >
          {t("forms.addGroup")}
        </Button>
      )}
    </Stack>
  );
}

function GroupEditor({
  group,
  path,
  onChange,
  onRemove,
  removable,
}: {
  readonly group: RuleGroup;
  readonly path: string;
  readonly onChange: (group: RuleGroup) => void;
  readonly onRemove: () => void;
  readonly removable: boolean;
}) {
  const { t } = useTranslation();
  const { readOnly } = useFormWorld();
  const { list, focusItem, onEnter } = useGrowingList();
  function addRule(index: number) {
    if (group.rules.length >= mostRules) {
      return;
    }
    focusItem(index);
    onChange({
      ...group,
      rules: [...group.rules.slice(0, index), freshRule, ...group.rules.slice(index)],
    });
  }
  const change = (index: number, rule: Rule) =>
    onChange({ ...group, rules: group.rules.map((it, at) => (at === index ? rule : it)) });
  return (
    <Paper withBorder radius="md" p={8}>
      <Stack ref={list} gap={8}>
        {group.rules.map((rule, index) => (
          <Stack
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no id, and their place is what they are
            key={index}
            gap={4}
            data-item
            onKeyDown={onEnter(() => {
              if (!readOnly) {
                addRule(index + 1);
              }
            })}
          >
            {index > 0 && (
              <MatchControl
                value={group.match}
                label={t("forms.joinRules")}
                onChange={(match) => onChange({ ...group, match })}
              />
            )}
            <Group gap={4} align="flex-start" wrap="nowrap">
              <Stack gap={4} flex={1} miw={0}>
                <RuleEditor
                  rule={rule}
                  path={`${path}/rules/${index}`}
                  onChange={(next) => change(index, next)}
                />
              </Stack>
              {!readOnly && (group.rules.length > 1 || removable) && (
                <ActionIcon
                  size="sm"
                  mt={6}
                  aria-label={t("forms.removeRule", { number: index + 1 })}
                  onClick={() =>
                    group.rules.length > 1
                      ? onChange({ ...group, rules: group.rules.filter((_, at) => at !== index) })
                      : onRemove()
                  }
                >
                  <IconTrash size={14} />
                </ActionIcon>
              )}
            </Group>
          </Stack>
        ))}
        {!readOnly && group.rules.length < mostRules && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={12} />}
            onClick={() => addRule(group.rules.length)}
          >
            {t("forms.addRule")}
          </Button>
        )}
      </Stack>
    </Paper>
  );
}

function MatchControl({
  value,
  label,
  onChange,
}: {
  readonly value: "all" | "any";
  readonly label: string;
  readonly onChange: (match: "all" | "any") => void;
}) {
  const { t } = useTranslation();
  const { readOnly } = useFormWorld();
  return (
    <SegmentedControl
      size="xs"
      my={4}
      aria-label={label}
      value={value}
      readOnly={readOnly}
      data={[
        { value: "all", label: t("forms.and") },
        { value: "any", label: t("forms.or") },
      ]}
      onChange={onChange}
    />
  );
}
