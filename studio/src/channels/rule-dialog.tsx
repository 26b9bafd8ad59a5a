import type { RoutingRule } from "@chatloom/flows-schema";
import {
  Button,
  Group,
  Modal,
  MultiSelect,
  Select,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { OpeningHours } from "../forms/opening-hours.tsx";
import { useWorkspace } from "../session/use-workspace.ts";
import { languageNames } from "../ui/language-names.ts";
import { useRuleWords } from "./use-rule-words.ts";

const times = ["any", "within", "outside"] as const;
const answers = ["flow", "people", "nobody"] as const;
const most = 50;

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
  const { t, i18n } = useTranslation();
  const { data: workspace } = useWorkspace();
  const { channels, flows, teams } = useRuleWords();
  const [draft, setDraft] = useState(rule);
  const [tried, setTried] = useState(false);
  const set = (part: Partial<RoutingRule>) => setDraft({ ...draft, ...part });
  const lacks = {
    name: draft.name.trim() === "",
    hours: draft.time !== "any" && draft.hours.length === 0,
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
  const words = (value: string[]) => ({
    value,
    maxTags: most,
    acceptValueOnBlur: true,
    placeholder: value.length === 0 ? t("routing.anyHint") : "",
  });
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            data-autofocus
            label={t("routing.name")}
            placeholder={t("routing.namePlaceholder")}
            maxLength={80}
            value={draft.name}
            error={tried && lacks.name && t("routing.nameMissing")}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          />
          <MultiSelect
            label={t("routing.channels")}
            placeholder={draft.channelIds.length === 0 ? t("routing.anyHint") : ""}
            data={channels.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.channelIds}
            maxValues={most}
            onChange={(channelIds) => set({ channelIds })}
          />
          <MultiSelect
            label={t("routing.languages")}
            placeholder={draft.languages.length === 0 ? t("routing.anyHint") : ""}
            searchable
            data={languageNames(i18n.language, draft.languages)}
            value={draft.languages}
            maxValues={most}
            onChange={(languages) => set({ languages })}
          />
          <TagsInput
            {...words(draft.keywords)}
            label={t("routing.keywords")}
            description={t("routing.keywordsHint")}
            onChange={(keywords) => set({ keywords: keywords.map((it) => it.slice(0, 100)) })}
          />
          <TagsInput
            {...words(draft.tags)}
            label={t("routing.tags")}
            data={workspace?.tags ?? []}
            onChange={(tags) => set({ tags: tags.map((it) => it.slice(0, 100)) })}
          />
          <Select
            label={t("routing.time")}
            allowDeselect={false}
            data={times.map((value) => ({ value, label: t(`routing.times.${value}`) }))}
            value={draft.time}
            onChange={(time) => set({ time: time ?? draft.time })}
          />
          {draft.time !== "any" && (
            <Stack gap="xs">
              <Text size="sm" c="dimmed">
                {t("routing.timeHint", { zone: workspace?.timeZone ?? "" })}
              </Text>
              <OpeningHours
                value={draft.hours}
                readOnly={false}
                onChange={(hours) => set({ hours })}
              />
              {tried && lacks.hours && (
                <Text size="xs" c="var(--cl-error)" role="alert">
                  {t("routing.hoursMissing")}
                </Text>
              )}
            </Stack>
          )}
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
    </Modal>
  );
}
