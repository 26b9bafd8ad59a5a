import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { languageNames } from "../../ui/language-names.ts";

/** Chooses the language of a flow's texts by name. */
export function LanguageSelect({
  value,
  readOnly,
  onChange,
}: {
  readonly value: string;
  readonly readOnly: boolean;
  readonly onChange: (language: string) => void;
}) {
  const { t, i18n } = useTranslation();
  return (
    <Select
      label={t("editor.settings.language")}
      description={t("editor.settings.languageHint")}
      data={languageNames(i18n.language, [value])}
      value={value}
      allowDeselect={false}
      searchable
      readOnly={readOnly}
      onChange={(code) => onChange(code ?? value)}
    />
  );
}
