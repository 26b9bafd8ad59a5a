import {
  type ReadTranslations,
  readTranslations,
  type TranslationProblem,
} from "@chatloom/flows-schema";
import { Alert, Button, Group, Stack, Table, Text } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/dialog.tsx";
import { DropArea } from "../../ui/drop-area.tsx";
import { showProblem } from "../../ui/show-problem.ts";
import { translate } from "../commands/translate.ts";
import { useEditor } from "../state/editor-store.ts";

const mostRows = 100;

/** Reads a file of translations, shows what it would change and what is wrong with it, and applies it as one step. */
export function ImportPreview({
  nameOf,
  onClose,
}: {
  readonly nameOf: (language: string) => string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [found, setFound] = useState<ReadTranslations>();

  async function read(file: File) {
    setFound(readTranslations(useEditor.getState().flow, await file.text()));
  }

  const refused = found?.changes.length === 0 && found.problems.some((it) => it.line === undefined);
  return (
    <Dialog onClose={onClose} size="xl" title={t("translations.import.title")}>
      <Stack>
        {!found && (
          <DropArea
            title={t("translations.import.drop")}
            hint={t("translations.import.hint")}
            choose={t("translations.import.choose")}
            icon={<IconFileImport size={36} stroke={1.4} />}
            accept=".csv,.xlf,.xliff,.xml"
            pending={false}
            onFiles={([file]) => void read(file).catch(showProblem)}
          />
        )}
        {found && (
          <>
            {!refused && (
              <Text role="status">
                {t("translations.import.changes", { count: found.changes.length })}{" "}
                {found.unchanged > 0 &&
                  t("translations.import.unchanged", { count: found.unchanged })}
              </Text>
            )}
            {found.problems.length > 0 && (
              <Alert
                color={refused ? "red" : "yellow"}
                title={t("translations.import.problems", { count: found.problems.length })}
              >
                <ul>
                  {found.problems.slice(0, mostRows).map((problem, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two rows may have the same fault
                    <li key={index}>
                      <Problem problem={problem} />
                    </li>
                  ))}
                </ul>
              </Alert>
            )}
            {found.changes.length > 0 && (
              <Table layout="fixed" verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("translations.language")}</Table.Th>
                    <Table.Th>{t("translations.import.before")}</Table.Th>
                    <Table.Th>{t("translations.import.after")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {found.changes.slice(0, mostRows).map(({ language, key, before, after }) => (
                    <Table.Tr key={`${language} ${key}`}>
                      <Table.Td>{nameOf(language)}</Table.Td>
                      <Table.Td>{before || t("translations.missingOne")}</Table.Td>
                      <Table.Td>{after}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )}
            {found.changes.length > mostRows && (
              <Text size="sm" c="dimmed">
                {t("find.more", { count: found.changes.length - mostRows })}
              </Text>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setFound(undefined)}>
                {t("translations.import.another")}
              </Button>
              <Button
                disabled={found.changes.length === 0}
                onClick={() => {
                  useEditor.getState().edit(translate(found.changes));
                  onClose();
                }}
              >
                {t("translations.import.apply", { count: found.changes.length })}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Dialog>
  );
}

function Problem({ problem: { code, line, values } }: { readonly problem: TranslationProblem }) {
  const { t } = useTranslation();
  // Each sentence has other values, which its type would ask for.
  const text = t(`translations.problems.${code}`, { ...values, defaultValue: code });
  return line === undefined ? text : t("translations.import.line", { line, text });
}
