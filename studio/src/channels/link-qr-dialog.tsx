import { Button, Group, Stack, Text } from "@mantine/core";
import encodeQR from "qr";
import { useTranslation } from "react-i18next";
import { Dialog } from "../ui/dialog.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { drawQr } from "./draw-qr.ts";

/** The QR code of a link, to scan at once or to print. */
export function LinkQrDialog({
  name,
  url,
  onClose,
}: {
  readonly name: string;
  readonly url: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const file = name.replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 60);
  const saveSvg = () => {
    const svg = encodeQR(url, "svg", { border: 4 });
    save(new Blob([svg], { type: "image/svg+xml" }), `${file}.svg`);
  };
  const savePng = async () => save(await drawQr(url), `${file}.png`);
  return (
    <Dialog onClose={onClose} title={t("links.qrTitle", { name })}>
      <Stack align="center">
        <QrCode text={url} label={t("links.qrTitle", { name })} />
        <Text size="sm" c="dimmed" ta="center">
          {t("links.qrHint")}
        </Text>
        <Group>
          <Button variant="light" onClick={saveSvg}>
            {t("links.saveSvg")}
          </Button>
          <Button variant="light" onClick={() => void savePng()}>
            {t("links.savePng")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function save(blob: Blob, fileName: string): void {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = fileName;
  anchor.click();
  URL.revokeObjectURL(anchor.href);
}
