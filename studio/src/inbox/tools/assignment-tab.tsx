import { type BodyOf, routes } from "@chatloom/api-schema";
import {
  type AssignmentRule,
  emptyAssignmentRule,
  mostAssignmentRules,
} from "@chatloom/flows-schema";
import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { RuleList } from "../../channels/rules/rule-list.tsx";
import { useConditionWords } from "../../channels/rules/use-condition-words.ts";
import { useSavedRules } from "../../channels/rules/use-saved-rules.ts";
import { useMay } from "../../session/use-me.ts";
import { useMembers } from "../../session/use-members.ts";
import { useTeams } from "../../session/use-teams.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { newId } from "../../ui/new-id.ts";
import { useLabels } from "../triage/use-labels.ts";
import { AssignmentDialog } from "./assignment-dialog.tsx";

/** The rules that decide who takes a conversation which anyone may take. */
export function AssignmentTab() {
  const { t } = useTranslation();
  const may = useMay("inbox.arrange");
  const words = useAssignmentWords();
  const { query, data, change } = useSavedRules<BodyOf<typeof routes.routing.saveAssignment>>({
    name: "assignment-rules",
    read: () => call(routes.routing.readAssignment),
    write: (body) => call(routes.routing.saveAssignment, { body }),
  });
  const rules = data?.rules ?? [];
  const save = (next: AssignmentRule[]) => change({ rules: next });
  const [edited, setEdited] = useState<AssignmentRule>();
  const isNew = edited !== undefined && !rules.some((it) => it.id === edited.id);
  return (
    <>
      <Group justify="space-between" align="flex-start" mb="lg">
        <Text c="dimmed" maw={680} flex="1 1 300px">
          {t("inbox.assignment.intro")}
        </Text>
        {may && data && rules.length < mostAssignmentRules && (
          <Button onClick={() => setEdited(emptyAssignmentRule(newId()))}>
            {t("routing.add")}
          </Button>
        )}
      </Group>
      <Awaiting of={query} height={80} />
      <RuleList rules={rules} readOnly={!may} words={words} onSave={save} onEdit={setEdited} />
      {edited && (
        <AssignmentDialog
          rule={edited}
          title={t(isNew ? "routing.add" : "routing.edit")}
          onClose={() => setEdited(undefined)}
          onSave={(rule) => {
            save(isNew ? [...rules, rule] : rules.map((it) => (it.id === rule.id ? rule : it)));
            setEdited(undefined);
          }}
        />
      )}
    </>
  );
}

/** Returns a function that says what a rule asks and what it decides. */
function useAssignmentWords() {
  const { t, i18n } = useTranslation();
  const when = useConditionWords();
  const labels = useLabels();
  const members = useMembers();
  const { data: teams } = useTeams();
  const list = new Intl.ListFormat(i18n.language, { type: "disjunction" });
  return (rule: AssignmentRule) => {
    const { labelIds, teamId, memberId, priority, distribution } = rule;
    const named = labels.filter((it) => labelIds.includes(it.id)).map((it) => it.name);
    const labelled =
      labelIds.length > 0 ? [t("inbox.assignment.labelled", { list: list.format(named) })] : [];
    const team = teams?.items.find((it) => it.id === teamId)?.name;
    const member = members.find((it) => it.id === memberId)?.name;
    const target = team ?? member;
    const parts = [
      ...(target ? [target] : []),
      ...(priority
        ? [t("inbox.priority.named", { priority: t(`inbox.priority.${priority}`) })]
        : []),
      ...(distribution ? [t(`inbox.assignment.ways.${distribution}`)] : []),
    ];
    const gone = (teamId !== "" && !team) || (memberId !== "" && !member);
    return {
      when: when(rule, labelled),
      does: parts.join(" · "),
      fault: gone && teams && members.length > 0 ? t("inbox.assignment.gone") : undefined,
    };
  };
}
