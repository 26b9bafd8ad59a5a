import { Input, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";

/** An example for each value of a text; how many there are follows from the text. */
export function ExamplesWidget({ value, onChange, path, label, hint }: WidgetProps<string[]>) {
  const { t } = useTranslation();
  const { errors, readOnly } = useFormWorld();
  const examples = value ?? [];
  if (examples.length === 0) {
    return null;
  }
  return (
    <Input.Wrapper label={label} description={hint} error={errors.get(path)} labelElement="div">
      <Stack gap={6} mt={4} role="group" aria-label={label}>
        {examples.map((example, index) => (
          <TextInput
            // biome-ignore lint/suspicious/noArrayIndexKey: an example belongs to its place
            key={index}
            aria-label={t("forms.template.value", { number: index + 1 })}
            leftSection={`{{${index + 1}}}`}
            leftSectionWidth={56}
            maxLength={200}
            readOnly={readOnly}
            value={example}
            onChange={({ currentTarget }) =>
              onChange(examples.map((it, at) => (at === index ? currentTarget.value : it)))
            }
          />
        ))}
      </Stack>
    </Input.Wrapper>
  );
}
