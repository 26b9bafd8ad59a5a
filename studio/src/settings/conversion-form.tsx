import {
  type BodyOf,
  type ConversionDataset,
  conversionConsents,
  type routes,
} from "@chatloom/api-schema";
import {
  Button,
  Collapse,
  Group,
  PasswordInput,
  Select,
  Stack,
  Switch,
  TextInput,
} from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConversionRules } from "./conversion-rules.tsx";

/** A dataset as it is saved. */
export type DatasetValues = BodyOf<typeof routes.conversions.updateConversionDataset>;

const fresh: DatasetValues = {
  name: "Meta",
  datasetId: "",
  rules: [],
  consent: "given",
  testCode: "",
  enabled: true,
  apiVersion: "v25.0",
  apiBaseUrl: "https://graph.facebook.com",
};

/** The fields of a dataset that is told of goals. */
export function ConversionForm({
  first,
  onSave,
}: {
  readonly first?: ConversionDataset;
  readonly onSave: (values: DatasetValues) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const [values, setValues] = useState<DatasetValues>(first ? valuesOf(first) : fresh);
  const [saving, setSaving] = useState(false);
  const [showsMore, setShowsMore] = useState(false);
  const change = (part: Partial<DatasetValues>) => setValues({ ...values, ...part });
  const { name, datasetId, accessToken, rules, testCode } = values;
  const isWhole =
    name.trim() !== "" &&
    /^\d{5,20}$/.test(datasetId) &&
    (first !== undefined || accessToken !== undefined) &&
    /^[A-Za-z0-9_]*$/.test(testCode) &&
    rules.every((it) => it.goal.trim() !== "" && it.event.trim() !== "");
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
          maxLength={120}
          label={t("settings.conversions.name")}
          value={name}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
        <TextInput
          required
          inputMode="numeric"
          maxLength={20}
          label={t("settings.conversions.datasetId")}
          description={t("settings.conversions.datasetIdHint")}
          placeholder="1234567890123456"
          value={datasetId}
          onChange={({ currentTarget }) => change({ datasetId: currentTarget.value.trim() })}
        />
        <PasswordInput
          required={first === undefined}
          autoComplete="off"
          maxLength={4_000}
          label={t("settings.conversions.accessToken")}
          description={t(
            first ? "settings.conversions.keepToken" : "settings.conversions.accessTokenHint",
          )}
          value={accessToken ?? ""}
          onChange={({ currentTarget: { value } }) => change({ accessToken: value || undefined })}
        />
        <ConversionRules rules={rules} onChange={(next) => change({ rules: next })} />
        <Select
          allowDeselect={false}
          label={t("settings.conversions.consent")}
          value={values.consent}
          onChange={(consent) => consent && change({ consent })}
          data={conversionConsents.map((value) => ({
            value,
            label: t(`settings.conversions.consents.${value}`),
          }))}
        />
        <TextInput
          maxLength={50}
          label={t("settings.conversions.testCode")}
          description={t("settings.conversions.testCodeHint")}
          placeholder="TEST12345"
          value={testCode}
          onChange={({ currentTarget }) => change({ testCode: currentTarget.value.trim() })}
        />
        <Switch
          label={t("settings.conversions.enabled")}
          checked={values.enabled}
          onChange={({ currentTarget }) => change({ enabled: currentTarget.checked })}
        />
        <Button
          variant="subtle"
          size="xs"
          style={{ alignSelf: "flex-start" }}
          aria-expanded={showsMore}
          onClick={() => setShowsMore(!showsMore)}
        >
          {t("settings.conversions.more")}
        </Button>
        <Collapse expanded={showsMore}>
          <Stack>
            <TextInput
              required
              label={t("settings.conversions.apiVersion")}
              value={values.apiVersion}
              onChange={({ currentTarget }) => change({ apiVersion: currentTarget.value.trim() })}
            />
            <TextInput
              required
              type="url"
              maxLength={500}
              label={t("settings.conversions.apiBaseUrl")}
              value={values.apiBaseUrl}
              onChange={({ currentTarget }) => change({ apiBaseUrl: currentTarget.value.trim() })}
            />
          </Stack>
        </Collapse>
        <Group>
          <Button type="submit" loading={saving} disabled={!isWhole}>
            {t("settings.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function valuesOf(dataset: ConversionDataset): DatasetValues {
  const { name, datasetId, rules, consent, testCode, enabled, apiVersion, apiBaseUrl } = dataset;
  return { name, datasetId, rules, consent, testCode, enabled, apiVersion, apiBaseUrl };
}
