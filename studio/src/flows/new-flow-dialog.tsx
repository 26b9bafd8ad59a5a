import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SampleGrid } from "./sample-grid.tsx";

/** Asks what a new flow shall begin with. */
export function NewFlowDialog({
  onClose,
  onImport,
}: {
  readonly onClose: () => void;
  readonly onImport: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={t("flows.newTitle")} size="xl">
      <SampleGrid onMade={onClose} onImport={onImport} />
    </Modal>
  );
}
