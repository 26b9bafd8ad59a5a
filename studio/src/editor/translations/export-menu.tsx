import { writeTranslationsCsv, writeXliff } from "@chatloom/flows-schema";
import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { saveFile } from "../../ui/save-file.ts";
import { useEditor } from "../state/editor-store.ts";

/** Gives the texts to a translator as a file. */
export function ExportMenu({ languages }: { readonly languages: readonly string[] }) {
  const { t } = useTranslation();
  function save(kind: "csv" | "xliff") {
    const { flow } = useEditor.getState();
    const content =
      kind === "csv" ? writeTranslationsCsv(flow, languages) : writeXliff(flow, languages);
    const type = kind === "csv" ? "text/csv" : "application/xliff+xml";
    const name = `${flow.name} ${languages.join(" ")}.${kind === "csv" ? "csv" : "xlf"}`;
    saveFile(name, new Blob([content], { type: `${type};charset=utf-8` }));
  }
  return (
    <Menu disabled={languages.length === 0}>
      <Menu.Target>
        <Button
          variant="default"
          disabled={languages.length === 0}
          leftSection={<IconDownload size={16} />}
        >
          {t("translations.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save("csv")}>{t("translations.csv")}</Menu.Item>
        <Menu.Item onClick={() => save("xliff")}>{t("translations.xliff")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
