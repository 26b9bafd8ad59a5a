import type { ChannelAccount, ChannelType } from "@chatloom/api-schema";
import { Accordion, Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFlowList } from "../api/use-flow-list.ts";
import { useFlowSteps } from "../api/use-flow-steps.ts";
import { Dialog } from "../ui/dialog.tsx";
import { type LinkDraft, useRefLinks } from "./use-ref-links.ts";

const campaign = ["source", "medium", "campaign", "content", "term"] as const;

/** A form for one link; it says what lacks only after the first try to save. */
export function LinkDialog({
  link,
  channels,
  ways,
  onClose,
}: {
  readonly link: LinkDraft;
  readonly channels: readonly ChannelAccount[];
  readonly ways: (channelId: string) => ChannelType["refLinks"];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { data: flows } = useFlowList();
  const { save } = useRefLinks();
  const [draft, setDraft] = useState(link);
  const [tried, setTried] = useState(false);
  const steps = useFlowSteps(draft.flowId);
  const set = (part: Partial<LinkDraft>) => setDraft({ ...draft, ...part });
  const way = ways(draft.channelId);
  const lacks = {
    name: draft.name.trim() === "",
    flow: !flows?.items.some((it) => it.id === draft.flowId),
    page:
      way?.takesPage === true && draft.page !== "" && !/^https?:\/\/\S+\.?\S+$/.test(draft.page),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacks.name || lacks.flow || lacks.page) {
      return;
    }
    const values = Object.entries(draft.values).filter(([, value]) => value.trim() !== "");
    save.mutate(
      { ...draft, name: draft.name.trim(), values: Object.fromEntries(values) },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={t(link.id === undefined ? "links.add" : "links.edit")}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            data-autofocus
            label={t("links.name")}
            placeholder={t("links.namePlaceholder")}
            maxLength={120}
            value={draft.name}
            error={tried && lacks.name && t("links.nameMissing")}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          />
          <Select
            label={t("links.channel")}
            description={link.id === undefined ? "" : t("links.channelFixed")}
            allowDeselect={false}
            disabled={link.id !== undefined}
            data={channels.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.channelId}
            onChange={(channelId) => set({ channelId: channelId ?? draft.channelId })}
          />
          <Select
            label={t("links.flow")}
            searchable
            data={flows?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            value={draft.flowId || null}
            error={tried && lacks.flow && t("links.flowMissing")}
            onChange={(flowId) => set({ flowId: flowId ?? "", nodeId: undefined })}
          />
          <Select
            label={t("links.step")}
            placeholder={t("links.firstStep")}
            searchable
            clearable
            disabled={steps.length === 0}
            data={[...steps]}
            value={draft.nodeId ?? null}
            onChange={(nodeId) => set({ nodeId: nodeId ?? undefined })}
          />
          {way?.carries === "text" && (
            <TextInput
              label={t("links.text")}
              description={t("links.textHint")}
              placeholder={t("links.textPlaceholder")}
              maxLength={300}
              value={draft.text}
              onChange={({ currentTarget }) => set({ text: currentTarget.value })}
            />
          )}
          {way?.takesPage && (
            <TextInput
              label={t("links.page")}
              description={t("links.pageHint")}
              placeholder="https://"
              type="url"
              maxLength={1_000}
              value={draft.page}
              error={tried && lacks.page && t("links.pageWrong")}
              onChange={({ currentTarget }) => set({ page: currentTarget.value.trim() })}
            />
          )}
          <TextInput
            type="date"
            label={t("links.expires")}
            description={t("links.expiresHint")}
            value={dayOf(draft.expiresAt)}
            onChange={({ currentTarget }) => set({ expiresAt: endOf(currentTarget.value) })}
          />
          <Accordion variant="contained">
            <Accordion.Item value="campaign">
              <Accordion.Control>{t("links.campaign")}</Accordion.Control>
              <Accordion.Panel>
                <Stack>
                  {campaign.map((name) => (
                    <TextInput
                      key={name}
                      label={t(`links.utm.${name}`)}
                      description={`{{ referral.utm_${name} }}`}
                      maxLength={200}
                      value={draft.values[`utm_${name}`] ?? ""}
                      onChange={({ currentTarget }) =>
                        set({ values: { ...draft.values, [`utm_${name}`]: currentTarget.value } })
                      }
                    />
                  ))}
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The day of a moment where the member is: `2026-12-24`. */
function dayOf(moment: string | undefined): string {
  return moment === undefined ? "" : new Date(moment).toLocaleDateString("sv-SE");
}

/** The end of a day where the member is. */
function endOf(day: string): string | undefined {
  return day === "" ? undefined : new Date(`${day}T23:59:59`).toISOString();
}
