import { addressOf, pages } from "@chatloom/api-schema";
import { Button, Group, Modal, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { showProblem } from "../../ui/show-problem.ts";
import { useEditor } from "../state/editor-store.ts";
import { useSaving } from "../state/saving-store.ts";
import { saveCopy } from "./save-copy.ts";

/** Shown when someone else has saved: take their draft, or save one's own as another flow. */
export function ConflictDialog({
  abandon,
  onReload,
}: {
  readonly abandon: () => Promise<void>;
  readonly onReload: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const state = useSaving((saving) => saving.state);
  const [busy, setBusy] = useState(false);

  async function keepCopy() {
    setBusy(true);
    try {
      const copy = await saveCopy(useEditor.getState().flow);
      await abandon();
      await navigate(addressOf(pages.flow, { flowId: copy.id }));
    } catch (error) {
      showProblem(error);
    } finally {
      setBusy(false);
    }
  }

  async function loadTheirs() {
    await abandon();
    onReload();
  }

  return (
    <Modal
      opened={state === "conflict"}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t("editor.conflict.title")}
    >
      <Text mb="lg">{t("editor.conflict.text")}</Text>
      <Group justify="flex-end">
        <Button variant="default" loading={busy} onClick={() => void keepCopy()}>
          {t("editor.conflict.keepCopy")}
        </Button>
        <Button onClick={() => void loadTheirs()}>{t("editor.conflict.reload")}</Button>
      </Group>
    </Modal>
  );
}
