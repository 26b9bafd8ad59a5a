import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Languages that messaging platforms know; any other can stay where a flow already has it. */
const codes =
  "ar bg bn ca cs da de el en es et fa fi fil fr he hi hr hu id it ja ka kk km ko lo lt lv ms my nb nl pl pt pt-BR ro ru sk sl sr sv sw ta th tr uk ur uz vi zh-CN zh-TW".split(
    " ",
  );

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
  const names = new Intl.DisplayNames(i18n.language, { type: "language" });
  const all = codes.includes(value) ? codes : [value, ...codes];
  const data = all
    .map((code) => ({ value: code, label: nameOf(names, code) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language));
  return (
    <Select
      label={t("editor.settings.language")}
      description={t("editor.settings.languageHint")}
      data={data}
      value={value}
      allowDeselect={false}
      searchable
      readOnly={readOnly}
      onChange={(code) => onChange(code ?? value)}
    />
  );
}

/** The language's name; the code itself where it is no language tag. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
