import { routes } from "@chatloom/api-schema";
import { Button, Group, Modal, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../../api/call.ts";
import { showProblem } from "../../ui/show-problem.ts";
import { useEditor } from "../state/editor-store.ts";
import { useSaving } from "../state/saving-store.ts";

/** Someone else saved in between: take theirs, or keep one's own as another flow. Nothing is lost silently. */
export function ConflictDialog({ onReload }: { readonly onReload: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const state = useSaving((saving) => saving.state);
  const [busy, setBusy] = useState(false);

  async function keepCopy() {
    setBusy(true);
    try {
      const { flow } = useEditor.getState();
      const name = t("editor.conflict.copyName", { name: flow.name }).slice(0, 120);
      const copy = await call(routes.flows.importFlow, { body: { flow: { ...flow, name } } });
      await navigate(`/flows/${copy.id}`);
    } catch (error) {
      showProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal
      opened={state === "conflict"}
      onClose={onReload}
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
        <Button onClick={onReload}>{t("editor.conflict.reload")}</Button>
      </Group>
    </Modal>
  );
}
