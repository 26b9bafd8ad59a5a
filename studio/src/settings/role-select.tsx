import { type Role, roles } from "@chatloom/api-schema";
import { Select, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface RoleSelectProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
  readonly label?: string;
  readonly ariaLabel?: string;
  readonly disabled?: boolean;
  /** The roles to choose from, if not all. */
  readonly among?: readonly Role[];
}

/** Chooses what someone may do. */
export function RoleSelect({
  value,
  onChange,
  label,
  ariaLabel,
  disabled = false,
  among = roles,
}: RoleSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={label}
      aria-label={ariaLabel}
      disabled={disabled}
      allowDeselect={false}
      w={170}
      value={value}
      onChange={(role) => role && onChange(role as Role)}
      data={among.map((role) => ({ value: role, label: t(`settings.roles.${role}`) }))}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed">
            {t(`settings.roleHints.${option.value as Role}`)}
          </Text>
        </div>
      )}
    />
  );
}
