import { Chip, Group, Input, Select } from "@mantine/core";
import { spokenLanguage } from "../../words/start-words.ts";
import { useFormWorld } from "../form-world.tsx";
import { useFieldProps } from "../use-field-props.ts";
import type { WidgetProps } from "../widget.ts";

const days = [1, 2, 3, 4, 5, 6, 7] as const;

/** Some days of the week; 1 is Monday. */
export function WeekdaysWidget({ value, onChange, path, label, hint }: WidgetProps<number[]>) {
  const { errors, readOnly } = useFormWorld();
  return (
    <Input.Wrapper label={label} description={hint} error={errors.get(path)} labelElement="div">
      <Chip.Group
        multiple
        value={(value ?? []).map(String)}
        onChange={(next) => onChange(next.map(Number).sort())}
      >
        <Group gap={4} mt={4}>
          {days.map((day) => (
            <Chip key={day} value={String(day)} size="xs" disabled={readOnly}>
              {weekdayName(day, "short")}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}

/** One day of the week. */
export function WeekdayWidget({
  value,
  onChange,
  path,
  label,
  hint,
  optional,
}: WidgetProps<number>) {
  const field = useFieldProps({ label, hint, path });
  return (
    <Select
      {...field}
      data={days.map((day) => ({ value: String(day), label: weekdayName(day, "long") }))}
      value={value === undefined ? null : String(value)}
      allowDeselect={optional}
      onChange={(next) => onChange(next === null ? undefined : Number(next))}
    />
  );
}

/** Gives the name of a weekday; 1 is Monday. */
export function weekdayName(day: number, style: "short" | "long"): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(spokenLanguage(), { weekday: style, timeZone: "UTC" }).format(
    Date.UTC(2024, 0, day),
  );
}
