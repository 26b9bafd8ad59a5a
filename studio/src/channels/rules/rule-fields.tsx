import type { RuleConditions } from "@chatloom/flows-schema";
import { MultiSelect, Select, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { OpeningHours } from "../../forms/opening-hours.tsx";
import { useWorkspace } from "../../session/use-workspace.ts";
import { languageNames } from "../../ui/language-names.ts";
import { useChannels } from "../use-channels.ts";

const times = ["any", "within", "outside"] as const;
const most = 50;
type Draft = RuleConditions & { readonly name: string };

/** Says what a rule lacks. */
export function ruleLacks({ name, time, hours }: Draft) {
  return { name: name.trim() === "", hours: time !== "any" && hours.length === 0 };
}

/** The name and the conditions of a rule. What lacks is said only after the first try to save. */
export function RuleFields({
  draft,
  tried,
  onChange: set,
}: {
  readonly draft: Draft;
  readonly tried: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const { t, i18n } = useTranslation();
  const { data: workspace } = useWorkspace();
  const { data: channels } = useChannels();
  const lacks = ruleLacks(draft);
  const words = (value: string[]) => ({
    value,
    maxTags: most,
    acceptValueOnBlur: true,
    placeholder: value.length === 0 ? t("routing.anyHint") : "",
  });
  return (
    <>
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
        data={(channels?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
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
          <OpeningHours value={draft.hours} readOnly={false} onChange={(hours) => set({ hours })} />
          {tried && lacks.hours && (
            <Text size="xs" c="var(--cl-error)" role="alert">
              {t("routing.hoursMissing")}
            </Text>
          )}
        </Stack>
      )}
    </>
  );
}
