import type { WhenAway as Setting } from "@chatloom/api-schema";
import { Group, NumberInput, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

const choices = ["return", "keep"] as const;

/** Edits the rule for an agent's conversations when the agent goes away. */
export function WhenAway({
  value,
  readOnly,
  onChange,
}: {
  readonly value: Setting;
  readonly readOnly: boolean;
  readonly onChange: (value: Setting) => void;
}) {
  const { t } = useTranslation();
  return (
    <Group align="flex-end" gap="xs">
      <Select
        flex="1 1 260px"
        allowDeselect={false}
        disabled={readOnly}
        label={t("settings.teams.whenAway")}
        value={value.does}
        onChange={(does) => does && onChange({ ...value, does: does as Setting["does"] })}
        data={choices.map((it) => ({ value: it, label: t(`settings.teams.away.${it}`) }))}
      />
      {value.does === "return" && (
        <NumberInput
          w={150}
          min={1}
          max={1_440}
          allowDecimal={false}
          disabled={readOnly}
          label={t("settings.teams.away.after")}
          suffix={` ${t("inbox.satisfaction.minutes")}`}
          value={value.minutes}
          onChange={(minutes) => onChange({ ...value, minutes: Number(minutes) || 1 })}
        />
      )}
    </Group>
  );
}
