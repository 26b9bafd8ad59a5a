import { type Webhook, type WebhookEvent, webhookEvents } from "@chatloom/api-schema";
import { Button, Group, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

type Values = Pick<Webhook, "url" | "description" | "events">;

/** The fields of an outgoing webhook. */
export function WebhookForm({
  first = { url: "", description: "", events: [] },
  onSave,
}: {
  readonly first?: Values;
  readonly onSave: (values: Values) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const { url, description, events } = first;
  const [values, setValues] = useState<Values>({ url, description, events });
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
        <Group>
          <Button type="submit" loading={saving} disabled={!/^https?:\/\/./.test(values.url)}>
            {t("settings.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
