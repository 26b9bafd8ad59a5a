import type { FlowSettings } from "@chatloom/flows-schema";
import { Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fieldTitle } from "../ui/declared-words.ts";
import { weekdayName } from "./widgets/weekdays.tsx";

type Hours = FlowSettings["businessHours"];

/** How many rows fit into a flow or a team. */
const most = 50;

/** Opening hours by weekday, one row for each span. */
export function OpeningHours({
  value,
  readOnly,
  onChange,
}: {
  readonly value: Hours;
  readonly readOnly: boolean;
  readonly onChange: (hours: Hours) => void;
}) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      {value.length === 0 && <Text c="dimmed">{t("editor.settings.alwaysOpen")}</Text>}
      {value.map((row, index) => {
        const set = (part: Partial<typeof row>) =>
          onChange(value.map((it, at) => (at === index ? { ...it, ...part } : it)));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: hours have no id, and their place is what they are
          <Group key={index} gap="xs">
            <NativeSelect
              aria-label={fieldTitle(t, "Weekday")}
              data={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
                value: String(day),
                label: weekdayName(day, "long"),
              }))}
              value={String(row.weekday)}
              disabled={readOnly}
              onChange={({ currentTarget }) => set({ weekday: Number(currentTarget.value) })}
            />
            <TextInput
              type="time"
              aria-label={t("editor.settings.from")}
              value={row.from}
              readOnly={readOnly}
              onChange={({ currentTarget }) => {
                if (currentTarget.value) {
                  set({ from: currentTarget.value });
                }
              }}
            />
            <TextInput
              type="time"
              aria-label={t("editor.settings.to")}
              value={row.to === "24:00" ? "23:59" : row.to}
              readOnly={readOnly}
              onChange={({ currentTarget }) => {
                if (currentTarget.value) {
                  set({ to: currentTarget.value });
                }
              }}
            />
            {!readOnly && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                {t("common.delete")}
              </Button>
            )}
          </Group>
        );
      })}
      {!readOnly && value.length < most && (
        <Button
          variant="light"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            onChange([
              ...value,
              { weekday: ((value.at(-1)?.weekday ?? 0) % 7) + 1, from: "09:00", to: "18:00" },
            ])
          }
        >
          {t("editor.settings.addHours")}
        </Button>
      )}
    </Stack>
  );
}
