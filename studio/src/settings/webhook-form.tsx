import { type Webhook, type WebhookEvent, webhookEvents } from "@chatloom/api-schema";
import { Button, Group, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { VaultSelect } from "../forms/vault-select.tsx";
import { WebhookHeaders } from "./webhook-headers.tsx";

/** The values of the webhook form. */
export type WebhookValues = Pick<Webhook, "url" | "description" | "events" | "headers"> & {
  /** Empty: the webhook's own secret signs. */
  readonly signingSecret: string;
};

const signingKinds = ["signingKey", "apiKey"] as const;
const nothing = { url: "", description: "", events: [], headers: [] };

/** The fields of an outgoing webhook. */
export function WebhookForm({
  first = nothing,
  onSave,
}: {
  readonly first?: Pick<Webhook, "url" | "description" | "events" | "headers" | "signingSecret">;
  readonly onSave: (values: WebhookValues) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const { url, description, events, headers, signingSecret = "" } = first;
  const [values, setValues] = useState<WebhookValues>({
    url,
    description,
    events,
    headers,
    signingSecret,
  });
  const [saving, setSaving] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setSaving(true);
        onSave(values)
          .catch(() => {})
          .finally(() => setSaving(false));
      }}
    >
      <Stack>
        <TextInput
          required
          data-autofocus
          type="url"
          maxLength={2_000}
          label={t("settings.webhooks.url")}
          placeholder="https://example.com/hooks"
          value={values.url}
          onChange={({ currentTarget }) => setValues({ ...values, url: currentTarget.value })}
        />
        <TextInput
          maxLength={200}
          label={t("settings.webhooks.description")}
          value={values.description}
          onChange={({ currentTarget }) =>
            setValues({ ...values, description: currentTarget.value })
          }
        />
        <MultiSelect
          searchable
          label={t("settings.webhooks.events")}
          placeholder={values.events.length === 0 ? t("settings.webhooks.allEvents") : ""}
          value={[...values.events]}
          onChange={(chosen) => setValues({ ...values, events: chosen as WebhookEvent[] })}
          data={[...webhookEvents]}
        />
        <VaultSelect
          label={t("settings.webhooks.signingSecret")}
          description={t("settings.webhooks.signingSecretHint")}
          kinds={signingKinds}
          value={values.signingSecret}
          onChange={(name) => setValues({ ...values, signingSecret: name })}
        />
        <WebhookHeaders
          headers={values.headers}
          onChange={(next) => setValues({ ...values, headers: [...next] })}
        />
        <Group>
          <Button type="submit" loading={saving} disabled={!/^https?:\/\/./.test(values.url)}>
            {t("settings.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
