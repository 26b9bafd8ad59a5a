import { useTranslation } from "react-i18next";
import { Dialog } from "../ui/dialog.tsx";
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
    <Dialog onClose={onClose} title={t("flows.newTitle")} size="xl">
      <SampleGrid onMade={onClose} onImport={onImport} />
    </Dialog>
  );
}
