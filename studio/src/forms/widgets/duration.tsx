import type { DurationValue } from "@chatloom/flows-schema";
import { ActionIcon, Group, Input, NumberInput, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";

const units = ["seconds", "minutes", "hours", "days"] as const;

/** A stretch of time: a number and a unit. */
export function DurationWidget({
  value,
  onChange,
  path,
  label,
  hint,
  optional,
}: WidgetProps<DurationValue | undefined>) {
  const { t } = useTranslation();
  const { errors, readOnly } = useFormWorld();
  const unit = value?.unit ?? "minutes";
  return (
    <Input.Wrapper label={label} description={hint} error={errors.get(path)} labelElement="div">
      <Group gap={6} wrap="nowrap" mt={4}>
        <NumberInput
          aria-label={t("forms.amountOf", { field: label })}
          value={value?.amount ?? ""}
          placeholder="–"
          min={0}
          max={10_000}
          w={100}
          readOnly={readOnly}
          onChange={(amount) => {
            if (typeof amount === "number") {
              onChange({ amount, unit });
            } else if (optional) {
              onChange(undefined);
            }
          }}
        />
        <Select
          aria-label={t("forms.unitOf", { field: label })}
          data={units.map((it) => ({ value: it, label: t(`forms.words.${it}`) }))}
          value={unit}
          allowDeselect={false}
          flex={1}
          readOnly={readOnly}
          onChange={(next) =>
            onChange({ amount: value?.amount ?? 1, unit: (next ?? unit) as DurationValue["unit"] })
          }
        />
        {optional && value && !readOnly && (
          <ActionIcon
            aria-label={t("forms.clear", { field: label })}
            onClick={() => onChange(undefined)}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
    </Input.Wrapper>
  );
}
