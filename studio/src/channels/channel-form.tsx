import type { ChannelType } from "@chatloom/api-schema";
import {
  Accordion,
  Alert,
  Button,
  ColorInput,
  PasswordInput,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import i18n from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../ui/api-problem.ts";
import { problemText } from "../ui/show-problem.ts";
import { AllowedSitesInput } from "./allowed-sites-input.tsx";
import { WidgetPreview } from "./widget-preview.tsx";

interface Field {
  readonly title?: string;
  readonly description?: string;
  readonly widget?: string;
  readonly default?: string;
  readonly pattern?: string;
}
interface SettingsSchema {
  readonly properties: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
}

interface ChannelFormProps {
  readonly type: ChannelType;
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Secrets the server keeps: they may stay empty here. */
  readonly secretsSet: readonly string[];
  readonly submit: string;
  readonly onSubmit: (name: string, settings: Record<string, string>) => Promise<unknown>;
}

/** The settings of a channel, drawn from its schema; those with a default are folded away. */
export function ChannelForm({
  type,
  name: firstName,
  settings,
  secretsSet,
  submit,
  onSubmit,
}: ChannelFormProps) {
  const { t } = useTranslation();
  const schema = type.settings as SettingsSchema;
  const fields = Object.entries(schema.properties);
  const [name, setName] = useState(firstName);
  const [values, setValues] = useState(() =>
    Object.fromEntries(
      fields.map(([key, field]) => [key, String(settings[key] ?? field.default ?? "")]),
    ),
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const wrong = problem instanceof ApiProblem ? fieldsOf(problem) : [];

  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSubmit(name.trim(), toSend(values, settings));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const control = ([key, field]: [string, Field]) => (
    <SettingField
      key={key}
      name={key}
      field={field}
      required={(schema.required?.includes(key) ?? false) && !secretsSet.includes(key)}
      kept={secretsSet.includes(key)}
      value={values[key] ?? ""}
      error={wrong.includes(key) ? t("channels.fieldInvalid") : undefined}
      onChange={(value) => setValues((now) => ({ ...now, [key]: value }))}
    />
  );
  const rare = fields.filter(([, field]) => field.default !== undefined);

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        <TextInput
          required
          label={t("channels.name")}
          description={t("channels.nameHint")}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {fields.filter((it) => !rare.includes(it)).map(control)}
        {rare.length > 0 && (
          <Accordion variant="contained" radius="md">
            <Accordion.Item value="more">
              <Accordion.Control>{t("channels.more")}</Accordion.Control>
              <Accordion.Panel>
                <Stack>{rare.map(control)}</Stack>
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
        )}
        {type.type === "web" && <WidgetPreview name={name} settings={values} />}
        {problem !== undefined && (
          <Alert color="red" role="alert">
            {problemText(problem)}
          </Alert>
        )}
        <Button type="submit" loading={busy}>
          {submit}
        </Button>
      </Stack>
    </form>
  );
}

interface SettingFieldProps {
  readonly name: string;
  readonly field: Field;
  readonly required: boolean;
  readonly kept: boolean;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function SettingField({ name, field, required, kept, value, error, onChange }: SettingFieldProps) {
  const { t } = useTranslation();
  const shared = {
    label: word("fields", name) ?? field.title ?? name,
    description: word("hints", name) ?? field.description,
    required,
    value,
    error,
  };
  if (field.widget === "secret")
    return (
      <PasswordInput
        {...shared}
        autoComplete="off"
        placeholder={kept ? t("channels.keepSecret") : ""}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (name === "color")
    return <ColorInput {...shared} withEyeDropper={false} onChange={onChange} />;
  if (name === "allowedOrigins")
    return (
      <AllowedSitesInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
    );
  if (name === "greeting")
    return (
      <Textarea {...shared} autosize onChange={(event) => onChange(event.currentTarget.value)} />
    );
  return <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />;
}

/** The catalogue's word for a setting; a channel it does not know yet brings its own. */
function word(part: "fields" | "hints", name: string): string | undefined {
  const key = `channels.${part}.${name}`;
  return i18n.exists(key) ? i18n.t(key as "channels.name") : undefined;
}

/** Empty fields are left out, so that kept secrets stay as they are; what had a value before can be emptied. */
function toSend(
  values: Record<string, string>,
  before: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => value !== "" || before[key]),
  );
}

/** The fields that the server does not take. */
function fieldsOf({ errors }: ApiProblem): string[] {
  return errors.map(({ at }) => at.split("/").at(-1) ?? "");
}
