import { emptyRoutingRule, mostRoutingRules, type RoutingRule } from "@chatloom/flows-schema";
import { Button, Group, Paper, Skeleton, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/use-me.ts";
import { newId } from "../ui/new-id.ts";
import { Page } from "../ui/page.tsx";
import classes from "../ui/section.module.css";
import { BackToChannels } from "./back-to-channels.tsx";
import { Fallbacks } from "./fallbacks.tsx";
import { RuleCard } from "./rule-card.tsx";
import { RuleDialog } from "./rule-dialog.tsx";
import { TryRouting } from "./try-routing.tsx";
import { useRouting } from "./use-routing.ts";

/** The rules that decide who answers a message, in order. */
export function RoutingPage() {
  const { t } = useTranslation();
  const may = useMay("editor");
  const { rules, isPending, save } = useRouting();
  const [edited, setEdited] = useState<RoutingRule>();
  const isNew = edited !== undefined && !rules.some((it) => it.id === edited.id);
  const replace = (rule: RoutingRule) =>
    save(isNew ? [...rules, rule] : rules.map((it) => (it.id === rule.id ? rule : it)));
  const remove = (rule: RoutingRule) => {
    save(rules.filter((it) => it.id !== rule.id));
    const id = `deleted-${rule.id}`;
    const undo = () => {
      save(rules);
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
    <Page
      title={t("routing.title")}
      actions={
        may &&
        rules.length < mostRoutingRules && (
          <Button onClick={() => setEdited(emptyRoutingRule(newId()))}>{t("routing.add")}</Button>
        )
      }
    >
      <BackToChannels />
      <Text c="dimmed" mb="lg" maw={680}>
        {t("routing.intro")}
      </Text>
      {isPending && <Skeleton height={80} />}
      {!isPending && rules.length === 0 && (
        <Paper p="lg" mb="lg" className={classes.section ?? ""}>
          <Text fw={650}>{t("routing.empty")}</Text>
          <Text c="dimmed">{t("routing.emptyHint")}</Text>
        </Paper>
      )}
      <ol style={{ listStyle: "none", padding: 0, margin: 0 }}>
        {rules.map((rule, index) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            index={index}
            last={index === rules.length - 1}
            readOnly={!may}
            onMove={(by) => save(moved(rules, index, by))}
            onToggle={() =>
              save(rules.map((it) => (it === rule ? { ...it, active: !it.active } : it)))
            }
            onEdit={() => setEdited(rule)}
            onDelete={() => remove(rule)}
          />
        ))}
      </ol>
      {rules.length > 0 && <TryRouting rules={rules} />}
      <Fallbacks readOnly={!may} />
      {edited && (
        <RuleDialog
          rule={edited}
          title={isNew ? t("routing.add") : t("routing.edit")}
          onClose={() => setEdited(undefined)}
          onSave={(rule) => {
            replace(rule);
            setEdited(undefined);
          }}
        />
      )}
    </Page>
  );
}

function moved(rules: readonly RoutingRule[], index: number, by: 1 | -1): RoutingRule[] {
  const next = [...rules];
  next.splice(index + by, 0, ...next.splice(index, 1));
  return next;
}
