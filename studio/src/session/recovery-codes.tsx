import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { saveFile } from "../ui/save-file.ts";

/** Shows recovery codes, once. */
export function RecoveryCodes({
  codes,
  onDone,
}: {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const text = codes.join("\n");
  return (
    <Stack>
      <Text size="sm">{t("session.factor.recovery")}</Text>
      <Code block>{text}</Code>
      <Group>
        <Button
          variant="default"
          onClick={() => saveFile("chatloom-recovery-codes.txt", new Blob([`${text}\n`]))}
        >
          {t("session.factor.save")}
        </Button>
        <Button onClick={onDone}>{t("session.factor.kept")}</Button>
      </Group>
    </Stack>
  );
}
