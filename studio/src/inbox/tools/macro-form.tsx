import { type BodyOf, type Macro, priorities, routes } from "@chatloom/api-schema";
import {
  Button,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMembers } from "../../session/use-members.ts";
import { problemText } from "../../ui/show-problem.ts";
import { useLabels } from "../triage/use-labels.ts";

type Draft = BodyOf<typeof routes.macros.createMacro>;

/** Chooses what a macro does. Its actions are carried out in the order of the form. */
export function MacroForm({ macro }: { readonly macro: Macro | undefined }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const labels = useLabels().map((it) => ({ value: it.id, label: it.name }));
  const members = useMembers().filter((it) => it.answers);
  const [draft, setDraft] = useState<Draft>(() => {
    const { id: _, ...known } = macro ?? { id: "", name: "" };
    return known;
  });
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      macro
        ? call(routes.macros.updateMacro, { params: { macroId: macro.id }, body: draft })
        : call(routes.macros.createMacro, { body: draft }),
    onSuccess: async () => {
      modals.closeAll();
      await client.invalidateQueries({ queryKey: ["macros"] });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <TextInput
          data-autofocus
          required
          maxLength={60}
          label={t("inbox.macros.name")}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Textarea
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4_000}
          label={t("inbox.macros.reply")}
          description={t("inbox.macros.replyHint")}
          value={draft.reply?.text ?? ""}
          onChange={(event) => {
            const text = event.currentTarget.value;
            const files = draft.reply?.files ?? [];
            set({ reply: text === "" && files.length === 0 ? undefined : { text, files } });
          }}
        />
        <TextInput
          maxLength={4_000}
          label={t("inbox.composer.note")}
          value={draft.note ?? ""}
          onChange={(event) => set({ note: event.currentTarget.value || undefined })}
        />
        <MultiSelect
          searchable
          label={t("inbox.macros.addLabels")}
          data={labels}
          value={[...(draft.addLabelIds ?? [])]}
          onChange={(ids) => set({ addLabelIds: ids.length > 0 ? ids : undefined })}
        />
        <MultiSelect
          searchable
          label={t("inbox.macros.removeLabels")}
          data={labels}
          value={[...(draft.removeLabelIds ?? [])]}
          onChange={(ids) => set({ removeLabelIds: ids.length > 0 ? ids : undefined })}
        />
        <Group grow>
          <Select
            clearable
            label={t("inbox.priority.title")}
            data={priorities.map((it) => ({ value: it, label: t(`inbox.priority.${it}`) }))}
            value={draft.priority ?? null}
            onChange={(value) => set({ priority: (value ?? undefined) as Draft["priority"] })}
          />
          <Select
            clearable
            searchable
            label={t("inbox.actions.assign")}
            data={[
              { value: "me", label: t("inbox.macros.me") },
              { value: "nobody", label: t("inbox.macros.nobody") },
              ...members.map((it) => ({ value: it.id, label: it.name })),
            ]}
            value={draft.assignTo ?? null}
            onChange={(value) => set({ assignTo: value ?? undefined })}
          />
          <NumberInput
            label={t("inbox.macros.snooze")}
            min={1}
            max={8_760}
            allowDecimal={false}
            value={draft.snoozeHours ?? ""}
            onChange={(value) => set({ snoozeHours: Number(value) || undefined })}
          />
        </Group>
        <Switch
          label={t("inbox.actions.resolve")}
          checked={draft.resolve ?? false}
          onChange={(event) => set({ resolve: event.currentTarget.checked || undefined })}
        />
        {save.error && (
          <Text size="sm" c="red" role="alert">
            {problemText(save.error)}
          </Text>
        )}
        <Button type="submit" loading={save.isPending} disabled={draft.name.trim() === ""}>
          {t("inbox.canned.save")}
        </Button>
      </Stack>
    </form>
  );
}
