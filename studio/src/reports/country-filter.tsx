import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { countryName } from "../ui/country-select.tsx";
import { useReportGroups } from "./use-report-groups.ts";

const name = "country";

/** Returns the country that the address names. */
export function useCountry(): string | undefined {
  const [search] = useSearchParams();
  return search.get(name) ?? undefined;
}

/** Chooses the country whose contacts a report tells about. The address keeps it. */
export function CountryFilter() {
  const { t, i18n } = useTranslation();
  const [, setSearch] = useSearchParams();
  const country = useCountry();
  const groups = useReportGroups();
  const known = new Set([
    ...(groups?.countries ?? []),
    ...(country === undefined ? [] : [country]),
  ]);
  if (known.size === 0) {
    return null;
  }
  return (
    <Select
      clearable
      searchable
      w={220}
      aria-label={t("reports.filter.country")}
      placeholder={t("reports.filter.allCountries")}
      value={country ?? null}
      onChange={(chosen) =>
        setSearch(
          (before) => {
            const next = new URLSearchParams(before);
            next.delete(name);
            if (chosen) {
              next.set(name, chosen);
            }
            return next;
          },
          { replace: true },
        )
      }
      data={[...known]
        .map((value) => ({ value, label: countryName(value, i18n.language) }))
        .sort((a, b) => a.label.localeCompare(b.label, i18n.language))}
    />
  );
}
