import { hasWords, missingTexts, mostLanguages, translatableTexts } from "@chatloom/flows-schema";
import { Badge, Button, EmptyState, Group, Select, Stack, Switch, Text } from "@mantine/core";
import { IconFileImport, IconLanguage } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/dialog.tsx";
import { languageNames } from "../../ui/language-names.ts";
import { withLanguage } from "../commands/translate.ts";
import { useEditor } from "../state/editor-store.ts";
import { DraftMissing } from "./draft-missing.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { LanguageMenu } from "./language-menu.tsx";
import { TextsTable } from "./texts-table.tsx";

/** All texts of the flow beside their translations: edited in place, drafted, exported and imported. */
export function TranslationsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const flow = useEditor((editor) => editor.flow);
  const readOnly = useEditor((editor) => editor.readOnly);
  const edit = useEditor((editor) => editor.edit);
  const languages = Object.keys(flow.translations);
  const [chosen, setChosen] = useState<string>();
  const [onlyMissing, setOnlyMissing] = useState(false);
  const [importing, setImporting] = useState(false);
  const language = chosen !== undefined && languages.includes(chosen) ? chosen : languages[0];
  const names = useMemo(
    () => languageNames(i18n.language, [flow.settings.language, ...languages]),
    [i18n.language, flow.settings.language, languages],
  );
  const nameOf = (code: string) => names.find((it) => it.value === code)?.label ?? code;
  const texts = useMemo(() => translatableTexts(flow).filter(hasWords), [flow]);
  const missing = useMemo(
    () => (language === undefined ? [] : missingTexts(flow, language)),
    [flow, language],
  );
  const others = names.filter(
    ({ value }) => value !== flow.settings.language && !languages.includes(value),
  );

  return (
    <Dialog
      onClose={onClose}
      size="min(1100px, 100%)"
      title={t("translations.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack gap="sm">
        <Group gap="xs" align="flex-end">
          {language !== undefined && (
            <Select
              label={t("translations.language")}
              data={languages.map((it) => ({ value: it, label: nameOf(it) }))}
              value={language}
              allowDeselect={false}
              onChange={(value) => setChosen(value ?? undefined)}
            />
          )}
          {!readOnly && languages.length < mostLanguages && (
            <Select
              key={languages.join()}
              label={t("translations.add")}
              placeholder={t("translations.choose")}
              data={others}
              searchable
              onChange={(value) => {
                if (value !== null) {
                  edit(withLanguage(value));
                  setChosen(value);
                }
              }}
            />
          )}
          {language !== undefined && !readOnly && (
            <LanguageMenu language={language} name={nameOf(language)} />
          )}
          <span style={{ flex: 1 }} />
          {language !== undefined && !readOnly && (
            <DraftMissing language={language} texts={missing} />
          )}
          <ExportMenu languages={languages} />
          {!readOnly && (
            <Button
              variant="default"
              leftSection={<IconFileImport size={16} />}
              onClick={() => setImporting(true)}
            >
              {t("translations.import.button")}
            </Button>
          )}
        </Group>
        {language === undefined ? (
          <EmptyState
            p="lg"
            icon={<IconLanguage size={40} stroke={1.3} />}
            title={t("translations.none")}
            description={t("translations.noneHint")}
          />
        ) : (
          <>
            <Group gap="md">
              <Badge color={missing.length > 0 ? "yellow" : "teal"} variant="light" tt="none">
                {missing.length > 0
                  ? t("translations.missing", { count: missing.length })
                  : t("translations.complete")}
              </Badge>
              <Switch
                size="xs"
                label={t("translations.onlyMissing")}
                checked={onlyMissing}
                onChange={({ currentTarget }) => setOnlyMissing(currentTarget.checked)}
              />
            </Group>
            {texts.length === 0 && <Text c="dimmed">{t("translations.noTexts")}</Text>}
            <TextsTable
              texts={texts}
              language={language}
              name={nameOf(language)}
              ownName={nameOf(flow.settings.language)}
              onlyMissing={onlyMissing}
            />
          </>
        )}
      </Stack>
      {importing && <ImportPreview nameOf={nameOf} onClose={() => setImporting(false)} />}
    </Dialog>
  );
}
