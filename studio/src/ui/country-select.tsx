import { countries } from "@chatloom/flows-schema";
import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Chooses a country by its name, or none. */
export function CountrySelect({
  label,
  description = "",
  placeholder = "",
  error,
  value,
  readOnly,
  onChange,
}: {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly error?: string | undefined;
  /** ISO 3166; empty for none. */
  readonly value: string;
  readonly readOnly: boolean;
  readonly onChange: (country: string) => void;
}) {
  const { t, i18n } = useTranslation();
  const all = value === "" || countries.includes(value) ? countries : [value, ...countries];
  const data = all
    .map((code) => ({ value: code, label: countryName(code, i18n.language) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language));
  return (
    <Select
      label={label}
      description={description}
      placeholder={placeholder}
      error={error}
      data={data}
      value={value === "" ? null : value}
      searchable
      clearable={!readOnly}
      clearButtonProps={{ "aria-label": t("common.clear") }}
      nothingFoundMessage={t("common.noCountry")}
      readOnly={readOnly}
      onChange={(country) => onChange(country ?? "")}
    />
  );
}

/** Says a country's name in a language; codes without a name stay codes. */
export function countryName(code: string, language: string): string {
  return new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code;
}
