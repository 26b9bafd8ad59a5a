import { Select } from "@mantine/core";
import { type Choice, useFormWorld } from "../form-world.tsx";

/** Chooses a value of a comparison. A value that is not among the choices stays. */
export function ValueSelect({
  label,
  value,
  choices,
  empty,
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  /** Shown where no choice fits. */
  readonly empty?: string | undefined;
  readonly disabled?: boolean;
  readonly onChange: (value: string) => void;
}) {
  const { readOnly } = useFormWorld();
  const known = value === "" || choices.some((it) => it.value === value);
  return (
    <Select
      searchable
      aria-label={label}
      placeholder={label}
      nothingFoundMessage={empty}
      allowDeselect={false}
      readOnly={readOnly}
      disabled={disabled}
      value={value || null}
      data={known ? [...choices] : [...choices, { value, label: value }]}
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  );
}
