import type { ContactAction } from "@chatloom/api-schema";
import { Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChannels } from "../../channels/use-channels.ts";
import type { ActionFieldsProps } from "./action-fields-props.ts";

type ConsentAction = Extract<ContactAction, { type: "consent" }>;

/** Asks what the contacts agreed to, how, and with which words. */
export function ConsentFields({ onChange }: ActionFieldsProps) {
  const { t } = useTranslation();
  const { data } = useChannels();
  const [consent, setConsent] = useState<ConsentAction>({
    type: "consent",
    channelId: "all",
    purpose: "marketing",
    state: "given",
    source: "form",
    wording: "",
  });
  const change = (part: Partial<ConsentAction>) => {
    const next = { ...consent, ...part };
    setConsent(next);
    onChange(next.state === "given" && next.wording.trim() === "" ? undefined : next);
  };
  const { state, purpose, channelId, source, wording } = consent;
  return (
    <>
      <Select
        data-autofocus
        allowDeselect={false}
        label={t("contacts.bulk.consentState")}
        value={state}
        onChange={(next) => change({ state: next as ConsentAction["state"] })}
        data={(["given", "declined", "withdrawn"] as const).map((value) => ({
          value,
          label: t(`contacts.consent.${value}`),
        }))}
      />
      <Select
        allowDeselect={false}
        label={t("contacts.bulk.purpose")}
        value={purpose}
        onChange={(next) => change({ purpose: next as ConsentAction["purpose"] })}
        data={(["marketing", "service"] as const).map((value) => ({
          value,
          label: t(`contacts.consent.${value}`),
        }))}
      />
      <Select
        allowDeselect={false}
        label={t("contacts.bulk.channel")}
        value={channelId}
        onChange={(next) => change({ channelId: next ?? "all" })}
        data={[
          { value: "all", label: t("contacts.bulk.allChannels") },
          ...(data?.items ?? []).map((it) => ({ value: it.id, label: it.name })),
        ]}
      />
      <Select
        allowDeselect={false}
        label={t("contacts.bulk.source")}
        value={source}
        onChange={(next) => change({ source: next as ConsentAction["source"] })}
        data={(["form", "agent", "import", "platform"] as const).map((value) => ({
          value,
          label: t(`contacts.bulk.sources.${value}`),
        }))}
      />
      <Textarea
        autosize
        minRows={2}
        maxLength={2_000}
        required={state === "given"}
        label={t("contacts.bulk.wording")}
        description={t("contacts.bulk.wordingHint")}
        value={wording}
        onChange={(event) => change({ wording: event.currentTarget.value })}
      />
    </>
  );
}
