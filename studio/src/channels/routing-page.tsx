import { emptyRoutingRule, mostRoutingRules, type RoutingRule } from "@chatloom/flows-schema";
import { Button, Paper, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { newId } from "../ui/new-id.ts";
import { Page } from "../ui/page.tsx";
import classes from "../ui/section.module.css";
import { BackToChannels } from "./back-to-channels.tsx";
import { Fallbacks } from "./fallbacks.tsx";
import { RuleDialog } from "./rule-dialog.tsx";
import { RuleList } from "./rules/rule-list.tsx";
import { TryRouting } from "./try-routing.tsx";
import { useRouting } from "./use-routing.ts";
import { useRuleWords } from "./use-rule-words.ts";

/** The rules that decide who answers a message, in order. */
export function RoutingPage() {
  const { t } = useTranslation();
  const may = useMay("channels.arrange");
  const { rules, query, save } = useRouting();
  const { when, then, idle } = useRuleWords();
  const [edited, setEdited] = useState<RoutingRule>();
  const isNew = edited !== undefined && !rules.some((it) => it.id === edited.id);
  const replace = (rule: RoutingRule) =>
    save(isNew ? [...rules, rule] : rules.map((it) => (it.id === rule.id ? rule : it)));
  return (
    <Page
      title={t("routing.title")}
      actions={
        may &&
        query.data &&
        rules.length < mostRoutingRules && (
          <Button onClick={() => setEdited(emptyRoutingRule(newId()))}>{t("routing.add")}</Button>
        )
      }
    >
      <BackToChannels />
      <Text c="dimmed" mb="lg" maw={680}>
        {t("routing.intro")}
      </Text>
      <Awaiting of={query} height={80} />
      {query.data && rules.length === 0 && (
        <Paper p="lg" mb="lg" className={classes.section ?? ""}>
          <Text fw={650}>{t("routing.empty")}</Text>
          <Text c="dimmed">{t("routing.emptyHint")}</Text>
        </Paper>
      )}
      <RuleList
        rules={rules}
        readOnly={!may}
        words={(rule) => ({
          when: when(rule),
          does: then(rule),
          fault: idle(rule) ? t("routing.flowOff") : undefined,
        })}
        onSave={save}
        onEdit={setEdited}
      />
      {rules.length > 0 && <TryRouting rules={rules} />}
      {query.data && <Fallbacks readOnly={!may} />}
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
