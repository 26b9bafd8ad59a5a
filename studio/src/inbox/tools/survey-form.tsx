import { ratingScales, routes, type SurveySettings } from "@chatloom/api-schema";
import {
  Button,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Switch,
  Textarea,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useChannels } from "../../channels/use-channels.ts";
import { useMay } from "../../session/use-me.ts";

const most = 600;

/** Edits the survey of the workspace or of a team. */
export function SurveyForm({
  settings,
  saved = false,
  onRemoved,
}: {
  readonly settings: SurveySettings;
  /** Whether the server has them. */
  readonly saved?: boolean;
  /** Of a team: takes the settings away, so that those of the workspace apply. */
  readonly onRemoved?: () => void;
}) {
  const { t } = useTranslation();
  const may = useMay("inbox.settings");
  const client = useQueryClient();
  const { data: channels } = useChannels();
  const [fields, setFields] = useState(settings);
  const change = (part: Partial<SurveySettings>) => setFields({ ...fields, ...part });
  const params = { scope: settings.scope };
  const refresh = () => client.invalidateQueries({ queryKey: ["survey-settings"] });
  const save = useMutation({
    mutationFn: () => {
      const { scope: _, commentQuestion, thanks, ...body } = fields;
      return call(routes.satisfaction.saveSurveySettings, {
        params,
        body: {
          ...body,
          commentQuestion: commentQuestion?.trim() ? commentQuestion : undefined,
          thanks: thanks?.trim() ? thanks : undefined,
        },
      });
    },
    onSuccess: async () => {
      await refresh();
      notifications.show({ message: t("settings.saved") });
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      if (saved) {
        await call(routes.satisfaction.deleteSurveySettings, { params });
      }
    },
    onSuccess: async () => {
      onRemoved?.();
      await refresh();
    },
  });
  const text = (name: "question" | "commentQuestion" | "thanks") => ({
    autosize: true,
    maxRows: 5,
    maxLength: most,
    disabled: !may,
    label: t(`inbox.satisfaction.${name}`),
    value: fields[name] ?? "",
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLTextAreaElement>) =>
      change({ [name]: currentTarget.value }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <Switch
          label={t("inbox.satisfaction.enabled")}
          disabled={!may}
          checked={fields.enabled}
          onChange={({ currentTarget }) => change({ enabled: currentTarget.checked })}
        />
        <Textarea {...text("question")} required />
        <Select
          allowDeselect={false}
          disabled={!may}
          label={t("inbox.satisfaction.scale")}
          value={fields.scale}
          onChange={(value) => value && change({ scale: value as SurveySettings["scale"] })}
          data={ratingScales.map((value) => ({
            value,
            label: t(`inbox.satisfaction.scales.${value}`),
          }))}
        />
        <Textarea {...text("commentQuestion")} description={t("inbox.satisfaction.emptyComment")} />
        <Textarea {...text("thanks")} description={t("inbox.satisfaction.emptyThanks")} />
        <Group grow align="flex-start">
          <NumberInput
            disabled={!may}
            label={t("inbox.satisfaction.delay")}
            suffix={` ${t("inbox.satisfaction.minutes")}`}
            min={0}
            max={1_440}
            allowDecimal={false}
            value={fields.delayMinutes}
            onChange={(value) => change({ delayMinutes: Number(value) || 0 })}
          />
          <NumberInput
            disabled={!may}
            label={t("inbox.satisfaction.every")}
            suffix={` ${t("inbox.satisfaction.hours")}`}
            min={1}
            max={8_760}
            allowDecimal={false}
            value={fields.everyHours}
            onChange={(value) => change({ everyHours: Number(value) || 1 })}
          />
        </Group>
        <MultiSelect
          searchable
          disabled={!may}
          label={t("inbox.satisfaction.channels")}
          placeholder={fields.channelIds.length === 0 ? t("inbox.allChannels") : ""}
          data={channels?.items.map((it) => ({ value: it.id, label: it.name })) ?? []}
          value={fields.channelIds}
          onChange={(channelIds) => change({ channelIds })}
        />
        {may && (
          <Group justify="space-between">
            <Button type="submit" loading={save.isPending} disabled={fields.question.trim() === ""}>
              {t("settings.save")}
            </Button>
            {onRemoved && (
              <Button
                variant="subtle"
                color="red"
                loading={remove.isPending}
                onClick={() => remove.mutate()}
              >
                {t("inbox.satisfaction.removeTeam")}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </form>
  );
}
