import type { RoutingRule } from "@chatloom/flows-schema";
import { Button, Group, Select, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../ui/dialog.tsx";
import { RuleFields, ruleLacks } from "./rules/rule-fields.tsx";
import { useRuleWords } from "./use-rule-words.ts";

const answers = ["flow", "people", "nobody"] as const;

/** A form for one rule; it says what lacks only after the first try to save. */
export function RuleDialog({
  rule,
  title,
  onSave,
  onClose,
}: {
  readonly rule: RoutingRule;
  readonly title: string;
  readonly onSave: (rule: RoutingRule) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { channels, flows, teams } = useRuleWords();
  const [draft, setDraft] = useState(rule);
  const [tried, setTried] = useState(false);
  const set = (part: Partial<RoutingRule>) => setDraft({ ...draft, ...part });
  const lacks = {
    ...ruleLacks(draft),
    flow: draft.answer === "flow" && !flows.some((it) => it.id === draft.flowId),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacks.name || lacks.hours || lacks.flow) {
      return;
    }
    const { flowId, teamId, ...rest } = draft;
    const known = new Set(channels.map((it) => it.id));
    onSave({
      ...rest,
      name: draft.name.trim(),
      channelIds: draft.channelIds.filter((id) => known.has(id)),
      flowId: draft.answer === "flow" ? flowId : "",
      teamId: draft.answer === "people" ? teamId : "",
    });
  };
  return (
    <Dialog onClose={onClose} title={title} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <RuleFields draft={draft} tried={tried} onChange={set} />
          <Select
            label={t("routing.answer")}
            allowDeselect={false}
            data={answers.map((value) => ({ value, label: t(`routing.answers.${value}`) }))}
            value={draft.answer}
            onChange={(answer) => set({ answer: answer ?? draft.answer })}
          />
          {draft.answer === "flow" && (
            <Select
              label={t("routing.flow")}
              searchable
              data={flows.map(({ id, name }) => ({ value: id, label: name }))}
              value={draft.flowId || null}
              error={tried && lacks.flow && t("routing.flowMissing")}
              onChange={(flowId) => set({ flowId: flowId ?? "" })}
            />
          )}
          {draft.answer === "people" && teams.length > 0 && (
            <Select
              label={t("routing.team")}
              placeholder={t("routing.everyTeam")}
              clearable
              data={teams.map(({ id, name }) => ({ value: id, label: name }))}
              value={draft.teamId || null}
              onChange={(teamId) => set({ teamId: teamId ?? "" })}
            />
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
