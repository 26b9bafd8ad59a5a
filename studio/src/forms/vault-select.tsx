import type { SecretKind } from "@chatloom/flows-schema";
import { Select } from "@mantine/core";
import { useSecrets } from "./use-secrets.ts";

/** Chooses a secret of the vault by its name; empty for none. Nothing while the vault has none of these kinds. */
export function VaultSelect({
  label,
  description,
  kinds,
  value,
  onChange,
}: {
  readonly label: string;
  readonly description: string;
  readonly kinds: readonly SecretKind[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}) {
  const { data } = useSecrets();
  const fitting = data?.items.filter((it) => kinds.includes(it.kind)).map((it) => it.name) ?? [];
  const names = value === "" || fitting.includes(value) ? fitting : [value, ...fitting];
  if (names.length === 0) {
    return null;
  }
  return (
    <Select
      clearable
      searchable
      label={label}
      description={description}
      data={names}
      value={value === "" ? null : value}
      onChange={(name) => onChange(name ?? "")}
    />
  );
}
