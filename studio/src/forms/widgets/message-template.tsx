import { findTemplate, type MessageTemplate, parameterKeys } from "@chatloom/flows-schema";
import { Anchor, Select, Stack, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TemplatePreview } from "../../ui/template-preview.tsx";
import { filledParameters, parameterHint, parameterLabel } from "../../ui/template-words.ts";
import { type OfferedTemplate, useFormWorld } from "../form-world.tsx";
import { useFieldProps } from "../use-field-props.ts";
import type { WidgetProps } from "../widget.ts";
import { ItemsWidget } from "./items.tsx";
import { LabelWidget } from "./label.tsx";
import { LineWidget } from "./template.tsx";

interface Value {
  readonly place: "header" | "body" | "button";
  readonly kind: string;
  readonly value: string;
  readonly name?: string;
  readonly index?: number;
}

/** The name of a template: chosen from those that the platforms keep, or typed where there are none. */
export function MessageTemplateWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { templates, readOnly } = useFormWorld();
  const chosen = useChosen(props.beside, props.value);
  const [typed, setTyped] = useState(props.value !== "" && chosen === undefined);
  if (templates.length === 0) {
    return <LineWidget {...props} hint={t("forms.template.none")} />;
  }
  return (
    <div>
      {typed ? <LineWidget {...props} /> : <Choice {...props} chosen={chosen} />}
      {!readOnly && (
        <Anchor component="button" type="button" fz="xs" mt={4} onClick={() => setTyped(!typed)}>
          {t(typed ? "forms.template.choose" : "forms.template.type")}
        </Anchor>
      )}
    </div>
  );
}

function Choice({
  chosen,
  ...props
}: WidgetProps<string> & { readonly chosen: OfferedTemplate | undefined }) {
  const { t } = useTranslation();
  const { templates } = useFormWorld();
  const field = useFieldProps(props);
  const choose = (key: string | null) => {
    const next = templates.find((it) => keyOf(it) === key)?.template;
    if (next) {
      const language = next.language || String(props.beside.language || "vi");
      const parameters = valuesFor(next, (props.beside.parameters ?? []) as readonly Value[]);
      props.onBeside?.({ name: next.name, language, parameters });
    }
  };
  return (
    <Select
      {...field}
      searchable
      nothingFoundMessage={t("forms.nothingFound")}
      placeholder={t("forms.template.placeholder")}
      data={templates.map((it) => ({ value: keyOf(it), label: labelOf(it, t) }))}
      value={chosen ? keyOf(chosen) : null}
      allowDeselect={false}
      onChange={choose}
    />
  );
}

/** The language of a template that was typed; a chosen one has its own. */
export function TemplateLanguageWidget(props: WidgetProps<string>) {
  const chosen = useChosen({ ...props.beside, language: props.value });
  return chosen ? null : <LabelWidget {...props} />;
}

/** The values of a template: one field for each that it takes, and how it looks then. */
export function TemplateParametersWidget(props: WidgetProps<unknown[]>) {
  const { t } = useTranslation();
  const { value, beside, path, onChange } = props;
  const chosen = useChosen(beside);
  const given = (value ?? []) as readonly Value[];
  if (!chosen) {
    return <ItemsWidget {...props} />;
  }
  const { template } = chosen;
  const keys = parameterKeys(template.parameters);
  const givenKeys = parameterKeys(given);
  const write = (key: string, text: string | undefined) => {
    const next = valuesFor(template, given, (it) => (it === key ? (text ?? "") : undefined));
    onChange(next);
  };
  const values = Object.fromEntries(given.map((it, at) => [givenKeys[at] ?? "", it.value]));
  return (
    <Stack gap="sm">
      {template.parameters.map((parameter, index) => {
        const key = keys[index] ?? "";
        const at = givenKeys.indexOf(key);
        return (
          <LineWidget
            key={key}
            schema={{ maxLength: 2_000 }}
            value={given[at]?.value ?? ""}
            path={`${path}/${at < 0 ? "-" : at}/value`}
            label={parameterLabel(template, index, t)}
            hint={parameterHint(parameter, t)}
            optional={parameter.optional ?? false}
            beside={{}}
            onChange={(text) => write(key, text)}
          />
        );
      })}
      {template.parameters.length === 0 && (
        <Text fz="sm" c="dimmed">
          {t("forms.template.noValues")}
        </Text>
      )}
      <TemplatePreview template={template} values={values} />
    </Stack>
  );
}

function useChosen(
  { name, language }: Readonly<Record<string, unknown>>,
  written: unknown = name,
): OfferedTemplate | undefined {
  const { templates } = useFormWorld();
  const sent = { name: String(written ?? ""), language: String(language ?? "") };
  return templates.find(({ template }) => findTemplate([template], sent) !== undefined);
}

/**
 * The values of a step for a template, in its order: those that were given stay, `change` replaces some. Values that may be left out
 * and are empty are left out.
 */
function valuesFor(
  template: MessageTemplate,
  given: readonly Value[],
  change: (key: string) => string | undefined = () => undefined,
): Value[] {
  const givenKeys = parameterKeys(given);
  return filledParameters(
    template,
    (key) => change(key) ?? given[givenKeys.indexOf(key)]?.value ?? "",
  );
}

function keyOf({ template }: OfferedTemplate): string {
  return `${template.name}\n${template.language}`;
}

function labelOf({ template, channelName }: OfferedTemplate, t: TFunction): string {
  const { title, name, language, status } = template;
  const state = status === "approved" ? [] : [t(`forms.template.status.${status}`)];
  return [title ?? name, ...(language === "" ? [] : [language]), channelName, ...state].join(" · ");
}
