import { Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldHint, fieldTitle } from "../ui/declared-words.ts";
import { MoreSettings } from "../ui/more-settings.tsx";
import type { FormSchema } from "./form-schema.ts";
import { filledHolds, isDue, isGiven } from "./is-due.ts";
import { NestedFormContext, type SchemaFormProps } from "./nested-form.ts";
import { widgetFor } from "./widgets/index.ts";

type Values = Readonly<Record<string, unknown>>;

/** Draws a form for any object from its JSON Schema: one control for each property, optional ones collapsed. */
export function SchemaForm({ schema, value, path, onChange }: SchemaFormProps) {
  const { t } = useTranslation();
  const values = (value ?? {}) as Values;
  const fields = Object.entries(schema.properties ?? {}).filter(
    ([name, field]) =>
      field.const === undefined &&
      !unseen.has(field.widget) &&
      isDue(field, values[name], values, schema.required?.includes(name) ?? false),
  );
  const main = fields.filter(([name, field]) => isMain(schema, name, field, values));
  const more = fields.filter(([name, field]) => !isMain(schema, name, field, values));
  const [open, setOpen] = useState(
    more.some(([name, field]) => isGiven(values[name]) && values[name] !== field.default),
  );

  const draw = ([name, field]: [string, FormSchema]) => {
    const Widget = widgetFor(field);
    return (
      <div key={name} data-path={`${path}/${name}`}>
        <Widget
          schema={field}
          value={values[name]}
          path={`${path}/${name}`}
          label={fieldTitle(t, field.title ?? name)}
          hint={fieldHint(t, field.title ?? name, field.description)}
          optional={!schema.required?.includes(name)}
          beside={values}
          onBeside={(news) => onChange({ ...values, ...news }, `${path}/${name}`)}
          onChange={(next) => onChange(withField(values, name, next), `${path}/${name}`)}
        />
      </div>
    );
  };

  return (
    <NestedFormContext value={SchemaForm}>
      <Stack gap="sm">
        {main.map(draw)}
        {more.length > 0 && (
          <MoreSettings open={open} onToggle={() => setOpen(!open)}>
            <Stack gap="sm" pt="xs">
              {more.map(draw)}
            </Stack>
          </MoreSettings>
        )}
      </Stack>
    </NestedFormContext>
  );
}

/** Ids are ours to give, and what the format keeps for later features is nothing to fill in. */
const unseen: ReadonlySet<string | undefined> = new Set(["id", "hidden"]);

/** The object with one field changed; an undefined value takes the field away. */
function withField(values: Values, name: string, next: unknown): Values {
  if (next !== undefined) {
    return { ...values, [name]: next };
  }
  const { [name]: _gone, ...rest } = values;
  return rest;
}

function isMain(schema: FormSchema, name: string, field: FormSchema, values: Values): boolean {
  if (field.inSight !== undefined) {
    return field.inSight;
  }
  if (schema.required?.includes(name)) {
    return true;
  }
  const ruling = typeof field.shown === "object" ? field.shown.when : "";
  const ruler = schema.properties?.[ruling];
  // What another setting brings up stands beside that setting.
  if (ruler && !isMain(schema, ruling, ruler, values)) {
    return false;
  }
  return (
    filledHolds(field, values) ||
    field.widget === "node" ||
    field.widget === "flow" ||
    field.widget === "variable"
  );
}
