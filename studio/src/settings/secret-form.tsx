import { type EnteredSecretKind, secretKinds, writeSecret } from "@chatloom/flows-schema";
import { Button, Code, Group, Select, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SecretValueInput } from "./secret-value.tsx";

/** What a new secret is made of. */
export interface SecretValues {
  name: string;
  kind: EnteredSecretKind;
  value: string;
  hosts: string[];
  note: string;
}

const namePattern = /^[A-Za-z_][A-Za-z0-9_]{0,59}$/;

/** The fields of a new secret. */
export function SecretForm({
  onSave,
}: {
  readonly onSave: (values: SecretValues) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const [values, setValues] = useState<SecretValues>({
    name: "",
    kind: "apiKey",
    value: "",
    hosts: [],
    note: "",
  });
  const [saving, setSaving] = useState(false);
  const named = namePattern.test(values.name);
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
          maxLength={60}
          label={t("settings.secrets.name")}
          description={t("settings.secrets.nameHint")}
          placeholder="CRM_TOKEN"
          error={values.name !== "" && !named ? t("settings.secrets.nameWrong") : undefined}
          value={values.name}
          onChange={({ currentTarget }) => setValues({ ...values, name: currentTarget.value })}
        />
        <Select
          label={t("settings.secrets.kind")}
          allowDeselect={false}
          value={values.kind}
          onChange={(kind) =>
            setValues({ ...values, kind: (kind ?? "apiKey") as EnteredSecretKind, value: "" })
          }
          data={secretKinds.map((kind) => ({
            value: kind,
            label: t(`settings.secrets.kinds.${kind}`),
          }))}
        />
        <SecretValueInput
          key={values.kind}
          kind={values.kind}
          onChange={(value) => setValues((before) => ({ ...before, value }))}
        />
        <HostsInput
          value={values.hosts}
          onChange={(hosts) => setValues((before) => ({ ...before, hosts }))}
        />
        <TextInput
          maxLength={200}
          label={t("settings.secrets.note")}
          value={values.note}
          onChange={({ currentTarget }) => setValues({ ...values, note: currentTarget.value })}
        />
        <Text size="sm">
          {t(`settings.secrets.usage.${values.kind}`)}{" "}
          <Code>{usageOf(values.kind, named ? values.name : "NAME")}</Code>
        </Text>
        <Group>
          <Button
            type="submit"
            loading={saving}
            disabled={!named || values.value === "" || values.hosts.length === 0}
          >
            {t("settings.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The hosts that a secret may be sent to. */
export function HostsInput({
  value,
  onChange,
}: {
  readonly value: readonly string[];
  readonly onChange: (hosts: string[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <TagsInput
      required
      acceptValueOnBlur
      maxTags={20}
      label={t("settings.secrets.hosts")}
      description={t("settings.secrets.hostsHint")}
      placeholder={value.length === 0 ? "api.example.com" : ""}
      value={[...value]}
      onChange={(hosts) => onChange([...new Set(hosts.map(hostOf).filter(Boolean))])}
    />
  );
}

/** Takes the host of a pasted address. */
function hostOf(text: string): string {
  const bare = text.trim();
  return (URL.canParse(bare) && new URL(bare).host) || bare.replace(/[/?#].*$/, "");
}

/** Shows where a secret of a kind stands in a request. */
function usageOf(kind: EnteredSecretKind, name: string): string {
  const mark = writeSecret(name);
  switch (kind) {
    case "bearer":
      return `Authorization: Bearer ${mark}`;
    case "basic":
      return `Authorization: Basic ${mark}`;
    case "signingKey":
      return `X-Signature: ${mark}`;
    default:
      return `X-Api-Key: ${mark}`;
  }
}
