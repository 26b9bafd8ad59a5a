import { ActionIcon, Tooltip } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { withoutLanguage } from "../commands/translate.ts";
import { useEditor } from "../state/editor-store.ts";

/** Removes a language with its texts, which can be undone. */
export function LanguageMenu({
  language,
  name,
}: {
  readonly language: string;
  readonly name: string;
}) {
  const { t } = useTranslation();
  const edit = useEditor((editor) => editor.edit);
  const label = t("translations.remove", { name });
  return (
    <Tooltip label={label}>
      <ActionIcon size={36} aria-label={label} onClick={() => edit(withoutLanguage(language))}>
        <IconTrash size={17} />
      </ActionIcon>
    </Tooltip>
  );
}
