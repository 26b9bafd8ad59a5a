import { priorities } from "@chatloom/api-schema";
import type { AssignmentRule } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { Button, Group, MultiSelect, Select, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { RuleFields, ruleLacks } from "../../channels/rules/rule-fields.tsx";
import { useMembers } from "../../session/use-members.ts";
import { useTeams } from "../../session/use-teams.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useLabels } from "../triage/use-labels.ts";

const ways = ["manual", "leastBusy", "roundRobin"] as const;

/** A form for one assignment rule; it says what lacks only after the first try to save. */
export function AssignmentDialog({
  rule,
  title,
  onSave,
  onClose,
}: {
  readonly rule: AssignmentRule;
  readonly title: string;
  readonly onSave: (rule: AssignmentRule) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const labels = useLabels();
  const members = useMembers();
  const { data: teams } = useTeams();
  const [draft, setDraft] = useState(rule);
  const [tried, setTried] = useState(false);
  const set = (part: Partial<AssignmentRule>) => setDraft({ ...draft, ...part });
  const { teamId, memberId, priority, distribution } = draft;
  const idle = !teamId && !memberId && !priority && !distribution;
  const lacks = ruleLacks(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!lacks.name && !lacks.hours && !idle) {
      const known = new Set(labels.map((it) => it.id));
      const labelIds = draft.labelIds.filter((id) => known.has(id));
      onSave({ ...draft, name: draft.name.trim(), labelIds });
    }
  };
  return (
    <Dialog onClose={onClose} title={title} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <RuleFields draft={draft} tried={tried} onChange={set} />
          <MultiSelect
            label={t("inbox.assignment.labels")}
            placeholder={draft.labelIds.length === 0 ? t("routing.anyHint") : ""}
            data={labels.map((it) => ({ value: it.id, label: it.name }))}
            value={draft.labelIds}
            maxValues={50}
            onChange={(labelIds) => set({ labelIds })}
          />
          <Text fw={650}>{t("inbox.assignment.then")}</Text>
          <Group grow align="flex-start">
            <Select
              clearable
              searchable
              label={t("routing.team")}
              placeholder={t("inbox.assignment.noTeam")}
              data={teams?.items.map((it) => ({ value: it.id, label: it.name })) ?? []}
              value={teamId || null}
              onChange={(value) =>
                set({ teamId: value ?? "", ...defined({ memberId: value ? "" : undefined }) })
              }
            />
            <Select
              clearable
              searchable
              label={t("inbox.assignment.member")}
              placeholder={t("inbox.assignment.noMember")}
              data={members
                .filter((it) => it.answers)
                .map((it) => ({ value: it.id, label: it.name }))}
              value={memberId || null}
              onChange={(value) =>
                set({ memberId: value ?? "", ...defined({ teamId: value ? "" : undefined }) })
              }
            />
          </Group>
          <Group grow align="flex-start">
            <Select
              clearable
              label={t("inbox.priority.title")}
              placeholder={t("inbox.assignment.asBefore")}
              data={priorities.map((it) => ({ value: it, label: t(`inbox.priority.${it}`) }))}
              value={priority || null}
              onChange={(value) => set({ priority: value ?? "" })}
            />
            <Select
              clearable
              label={t("inbox.assignment.distribution")}
              placeholder={t("inbox.assignment.asBefore")}
              data={ways.map((it) => ({ value: it, label: t(`inbox.assignment.ways.${it}`) }))}
              value={distribution || null}
              onChange={(value) => set({ distribution: value ?? "" })}
            />
          </Group>
          {tried && idle && (
            <Text size="xs" c="var(--cl-error)" role="alert">
              {t("inbox.assignment.idle")}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit">{t("common.save")}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
