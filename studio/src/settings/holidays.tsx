import type { Team } from "@chatloom/api-schema";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

type Days = Team["holidays"];

/** Days on which a team does not work, the earliest first. */
export function Holidays({
  value,
  readOnly,
  onChange,
}: {
  readonly value: Days;
  readonly readOnly: boolean;
  readonly onChange: (days: Days) => void;
}) {
  const { t, i18n } = useTranslation();
  const [date, setDate] = useState("");
  const [name, setName] = useState("");
  const shown = new Intl.DateTimeFormat(i18n.language, { dateStyle: "full", timeZone: "UTC" });
  const add = () => {
    const others = value.filter((it) => it.date !== date);
    const next = [...others, { date, name: name.trim() }];
    onChange(next.sort((a, b) => a.date.localeCompare(b.date)));
    setDate("");
    setName("");
  };
  return (
    <Stack gap="xs">
      {value.length === 0 && <Text c="dimmed">{t("settings.teams.noHolidays")}</Text>}
      {value.map((day) => (
        <Group key={day.date} gap="xs" justify="space-between">
          <Text size="sm">
            {shown.format(Date.parse(day.date))}
            {day.name && ` · ${day.name}`}
          </Text>
          {!readOnly && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              aria-label={t("settings.teams.removeHoliday", { date: day.date })}
              onClick={() => onChange(value.filter((it) => it !== day))}
            >
              {t("common.delete")}
            </Button>
          )}
        </Group>
      ))}
      {!readOnly && (
        <Group gap="xs" align="flex-end">
          <TextInput
            type="date"
            label={t("settings.teams.holidayDate")}
            value={date}
            onChange={({ currentTarget }) => setDate(currentTarget.value)}
          />
          <TextInput
            flex={1}
            miw={140}
            maxLength={120}
            label={t("settings.teams.holidayName")}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Button
            variant="light"
            leftSection={<IconPlus size={14} />}
            disabled={date === ""}
            onClick={add}
          >
            {t("settings.teams.addHoliday")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
