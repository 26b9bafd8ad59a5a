import { ActionIcon, CopyButton, TextInput, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** Shows a value with a button that copies it. */
export function CopyField({
  label,
  description,
  value,
}: {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
}) {
  const { t } = useTranslation();
  return (
    <TextInput
      readOnly
      label={label}
      description={description}
      value={value}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      onFocus={(event) => event.currentTarget.select()}
      rightSection={
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? "channels.copied" : "channels.copy")}>
              <ActionIcon aria-label={`${t("channels.copy")}: ${label}`} onClick={copy}>
                {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      }
    />
  );
}
