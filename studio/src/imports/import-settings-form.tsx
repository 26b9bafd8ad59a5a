import { type ContactImport, type ImportSettings, routes } from "@chatloom/api-schema";
import { Button, Checkbox, Group, Radio, Stack, TagsInput, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { CountrySelect } from "../ui/country-select.tsx";
import { Section } from "../ui/section.tsx";
import { ColumnTable } from "./column-table.tsx";
import { ConsentFields } from "./consent-fields.tsx";
import { useAddressedChannels } from "./use-addressed-channels.ts";
import { useImportStep } from "./use-import.ts";

const rules = ["update", "fillEmpty", "skip"] as const;

/** Chooses what becomes of each column and how known contacts are treated, then checks the table. */
export function ImportSettingsForm({
  found,
  onChecked,
}: {
  readonly found: ContactImport;
  readonly onChecked: () => void;
}) {
  const { t } = useTranslation();
  const { id, rows, format } = found;
  const [settings, setSettings] = useState<ImportSettings>(found.settings);
  const set = (part: Partial<ImportSettings>) => setSettings({ ...settings, ...part });
  const channels = useAddressedChannels();
  const check = useImportStep(id, async () => {
    const params = { importId: id };
    const checked = await call(routes.contactImports.checkContactImport, {
      params,
      body: settings,
    });
    onChecked();
    return checked;
  });
  const { columns } = settings;
  const hasAddress = columns.includes("email") || columns.includes("phone");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        check.run();
      }}
    >
      <Section title={t("imports.columns.title")}>
        <Text size="sm" c="dimmed" mb="md">
          {t("imports.columns.intro", { count: rows, format })}
        </Text>
        <ColumnTable found={found} chosen={columns} onChange={(next) => set({ columns: next })} />
        {!hasAddress && (
          <Text size="sm" c="red" mt="sm" role="alert">
            {t("imports.columns.needed")}
          </Text>
        )}
      </Section>
      <Section title={t("imports.options.title")}>
        <Stack gap="lg" maw={640}>
          {columns.includes("phone") && (
            <CountrySelect
              label={t("imports.options.country")}
              description={t("imports.options.countryHint")}
              placeholder={t("imports.options.noCountry")}
              value={settings.country}
              readOnly={false}
              onChange={(country) => set({ country })}
            />
          )}
          <Radio.Group
            label={t("imports.options.existing")}
            value={settings.existing}
            onChange={(value) => set({ existing: value as ImportSettings["existing"] })}
          >
            <Stack gap={6} mt={6}>
              {rules.map((it) => (
                <Radio key={it} value={it} label={t(`imports.options.rules.${it}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Radio.Group
            label={t("imports.options.dates")}
            value={settings.dates}
            onChange={(value) => set({ dates: value as ImportSettings["dates"] })}
          >
            <Group mt={6}>
              <Radio value="dayFirst" label={t("imports.options.dayFirst")} />
              <Radio value="monthFirst" label={t("imports.options.monthFirst")} />
            </Group>
          </Radio.Group>
          <TagsInput
            label={t("imports.options.tags")}
            description={t("imports.options.tagsHint")}
            maxTags={20}
            value={settings.tags}
            onChange={(tags) => set({ tags })}
          />
          {channels.length > 0 && (
            <Checkbox.Group
              label={t("imports.options.channels")}
              description={t("imports.options.channelsHint")}
              value={settings.channelIds}
              onChange={(channelIds) => set({ channelIds })}
            >
              <Stack gap={6} mt={6}>
                {channels.map((it) => (
                  <Checkbox key={it.id} value={it.id} label={it.name} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          <Checkbox
            label={t("imports.options.tellWebhooks")}
            description={t("imports.options.tellWebhooksHint")}
            checked={settings.tellWebhooks !== false}
            onChange={({ currentTarget }) => set({ tellWebhooks: currentTarget.checked })}
          />
          <ConsentFields consent={settings.consent} onChange={(consent) => set({ consent })} />
        </Stack>
      </Section>
      <Button type="submit" size="md" disabled={!hasAddress} loading={check.pending}>
        {t("imports.check")}
      </Button>
      <Text size="sm" c="dimmed" mt={6}>
        {t("imports.checkHint")}
      </Text>
    </form>
  );
}
