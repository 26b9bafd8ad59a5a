import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../../forms/form-world.tsx";
import { useSettings } from "./use-settings.ts";

/** The template that goes out in place of messages when the contact wrote too long ago. Only templates without values can. */
export function WindowTemplate() {
  const { t } = useTranslation();
  const { templates } = useFormWorld();
  const { settings, readOnly, change, replace } = useSettings();
  const { windowTemplate } = settings;
  const chosen = windowTemplate && keyOf(windowTemplate);
  const keys = templates
    .map((it) => it.template)
    .filter((it) => it.status === "approved" && it.language !== "")
    .filter((it) => it.parameters.every(({ optional }) => optional))
    .map(keyOf);
  return (
    <Select
      label={t("editor.settings.windowTemplate")}
      description={t("editor.settings.windowTemplateHint")}
      placeholder={t(keys.length > 0 ? "editor.settings.noTemplate" : "editor.settings.noneFit")}
      data={[...new Set([...(chosen === undefined ? [] : [chosen]), ...keys])]}
      value={chosen ?? null}
      clearable
      searchable
      readOnly={readOnly}
      nothingFoundMessage={t("editor.settings.noneFit")}
      onChange={(key) => {
        const { windowTemplate: _before, ...others } = settings;
        const [name = "", language = ""] = key?.split(" · ") ?? [];
        if (name === "") {
          replace(others);
        } else {
          change({ windowTemplate: { name, language } });
        }
      }}
    />
  );
}

function keyOf({ name, language }: { readonly name: string; readonly language: string }): string {
  return `${name} · ${language}`;
}
