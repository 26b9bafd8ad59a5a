import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/use-me.ts";

/** Downloads all contacts, or those of a segment. */
export function ExportMenu({ segmentId }: { readonly segmentId?: string }) {
  const { t } = useTranslation();
  const may = useMay("contacts.export");
  if (!may) {
    return null;
  }
  const segment = segmentId === undefined ? "" : `&segmentId=${segmentId}`;
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {t("audience.export.open")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(["csv", "jsonl"] as const).map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={`/api/v1/contact-export?format=${format}${segment}`}
            download
          >
            {t(`audience.export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
