import type { DeskType } from "@chatloom/api-schema";
import { Alert, Button, Stack, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type FormSchema, formSchema } from "../forms/form-schema.ts";
import { emptyWorld, FormWorldContext } from "../forms/form-world.tsx";
import { SchemaForm } from "../forms/schema-form.tsx";
import { useServiceChoices } from "../forms/use-connected-services.ts";
import { ApiProblem } from "../ui/api-problem.ts";
import { problemText } from "../ui/show-problem.ts";
import { WidgetPreview } from "./widget-preview.tsx";

type Settings = Readonly<Record<string, unknown>>;

interface ChannelFormProps {
  readonly type: Pick<DeskType, "type" | "settings">;
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Secrets the server keeps: they may stay empty here. */
  readonly secretsSet: readonly string[];
  readonly submit: string;
  readonly onSubmit: (name: string, settings: Settings) => Promise<unknown>;
}

/** Draws a channel's name and settings. */
export function ChannelForm({
  type,
  name: firstName,
  settings,
  secretsSet,
  submit,
  onSubmit,
}: ChannelFormProps) {
  const { t } = useTranslation();
  const schema = formSchema(type.settings);
  const [name, setName] = useState(firstName);
  const [values, setValues] = useState(() => firstValues(schema, settings));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const hubspotAccounts = useServiceChoices("hubspot");
  const world = useMemo(
    () => ({
      ...emptyWorld,
      hubspotAccounts,
      keptSecrets: new Set(secretsSet.map((it) => `/${it}`)),
      errors: new Map(
        (problem instanceof ApiProblem ? problem.errors : []).map(({ at }) => [
          at.replace(/^\/settings/, ""),
          t("channels.fieldInvalid"),
        ]),
      ),
    }),
    [hubspotAccounts, secretsSet, problem, t],
  );

  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSubmit(name.trim(), toSend(schema, values, settings));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

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
        <FormWorldContext value={world}>
          <SchemaForm
            schema={schema}
            value={values}
            path=""
            onChange={(next) => setValues(next as Settings)}
          />
        </FormWorldContext>
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

/** Returns what the form shows first: the settings kept, else their defaults. */
function firstValues(schema: FormSchema, settings: ChannelFormProps["settings"]): Settings {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
      const value = settings[key] ?? field.default;
      const shown = typeof value === "object" ? value : String(value);
      return value === undefined ? [] : [[key, shown]];
    }),
  );
}

/** Leaves empty fields out, so that kept secrets stay as they are; what had a value before can be emptied. */
function toSend(
  schema: FormSchema,
  values: Settings,
  before: ChannelFormProps["settings"],
): Settings {
  return Object.fromEntries(
    Object.keys(schema.properties ?? {})
      .map((key) => [key, values[key] ?? ""] as const)
      .filter(([key, value]) => value !== "" || before[key]),
  );
}
