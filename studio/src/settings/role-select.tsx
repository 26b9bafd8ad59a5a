import { Select, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "../session/use-me.ts";
import { builtInRole, useRoleName, useRoles } from "../session/use-roles.ts";

interface RoleSelectProps {
  readonly value: string;
  readonly onChange: (role: string) => void;
  readonly label?: string;
  readonly ariaLabel?: string;
  readonly disabled?: boolean;
  /** The roles to choose from, if not all. */
  readonly among?: readonly string[];
}

/** Chooses what someone may do. Roles that allow more than one's own cannot be chosen. */
export function RoleSelect({
  value,
  onChange,
  label,
  ariaLabel,
  disabled = false,
  among,
}: RoleSelectProps) {
  const { t } = useTranslation();
  const { data } = useRoles();
  const nameOf = useRoleName();
  const own = useMe().member.permissions;
  const offered = (data?.items ?? []).filter((it) => !among || among.includes(it.id));
  const known = offered.some((it) => it.id === value);
  const options = [
    ...offered.map((it) => ({
      value: it.id,
      label: nameOf(it.id),
      disabled: !it.permissions.every((needed) => own.includes(needed)),
    })),
    // What somebody has is shown although it cannot be chosen.
    ...(known ? [] : [{ value, label: nameOf(value), disabled: true }]),
  ];
  const hintOf = (role: string) => {
    const builtIn = builtInRole(role);
    return builtIn
      ? t(`settings.roleHints.${builtIn}`)
      : offered.find((it) => it.id === role)?.description;
  };
  return (
    <Select
      label={label}
      aria-label={ariaLabel}
      disabled={disabled}
      allowDeselect={false}
      w={170}
      value={value}
      onChange={(role) => role && onChange(role)}
      data={options}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed" lineClamp={2}>
            {hintOf(option.value)}
          </Text>
        </div>
      )}
    />
  );
}
