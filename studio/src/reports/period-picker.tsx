import { Group, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { lastDays, lengthOf, periodLengths, usePeriod } from "../figures/use-period.ts";

/** Chooses the days of a report: the last so many, or any. */
export function PeriodPicker() {
  const { t } = useTranslation();
  const { period, today, choose } = usePeriod();
  if (!period || today === undefined) {
    return null;
  }
  const length = lengthOf(period);
  const usual = period.to === today && periodLengths.some((it) => it === length);
  return (
    <Group gap="xs">
      <Select
        aria-label={t("reports.period.last")}
        w={{ base: "100%", xs: 170 }}
        allowDeselect={false}
        value={usual ? String(length) : "other"}
        onChange={(value) => {
          if (value !== null && value !== "other") {
            choose(lastDays(today, Number(value)));
          }
        }}
        data={[
          ...periodLengths.map((days) => ({
            value: String(days),
            label:
              days === 1 ? t("reports.period.today") : t("reports.period.days", { count: days }),
          })),
          ...(usual ? [] : [{ value: "other", label: t("reports.period.other") }]),
        ]}
      />
      <TextInput
        type="date"
        flex={{ base: 1, xs: "none" }}
        aria-label={t("reports.period.from")}
        value={period.from}
        max={period.to}
        onChange={({ currentTarget }) =>
          currentTarget.value && choose({ from: currentTarget.value })
        }
      />
      <TextInput
        type="date"
        flex={{ base: 1, xs: "none" }}
        aria-label={t("reports.period.to")}
        value={period.to}
        min={period.from}
        onChange={({ currentTarget }) => currentTarget.value && choose({ to: currentTarget.value })}
      />
    </Group>
  );
}
