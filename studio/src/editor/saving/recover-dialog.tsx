import { addressOf, pages } from "@chatloom/api-schema";
import { Button, Group, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Dialog } from "../../ui/dialog.tsx";
import { showProblem } from "../../ui/show-problem.ts";
import { moment } from "../../words/formats.ts";
import { restore } from "../commands/whole-flow.ts";
import { useEditor } from "../state/editor-store.ts";
import type { DraftKeeper, KeptDraft } from "./kept-draft.ts";
import { sameDraft } from "./same-draft.ts";
import { saveCopy } from "./save-copy.ts";

/** Offers the changes that this browser kept because the server never got them. */
export function RecoverDialog({
  keeper,
  revision,
}: {
  readonly keeper: DraftKeeper;
  /** The revision that was opened. */
  readonly revision: number;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [kept, setKept] = useState<KeptDraft>();
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let current = true;
    void keeper.find().then((found) => {
      if (!current || !found) {
        return;
      }
      if (sameDraft(found.flow, useEditor.getState().flow)) {
        void keeper.forget();
      } else {
        setKept(found);
      }
    });
    return () => {
      current = false;
    };
  }, [keeper]);

  if (!kept) {
    return null;
  }
  const stale = kept.revision !== revision;

  function goOn(draft: KeptDraft) {
    useEditor.getState().edit(restore(draft.flow));
    setKept(undefined);
  }
  async function discard() {
    await keeper.forget();
    setKept(undefined);
  }
  async function keepCopy(draft: KeptDraft) {
    setBusy(true);
    try {
      const { name } = useEditor.getState().flow;
      const copy = await saveCopy({ ...draft.flow, name });
      await keeper.forget();
      await navigate(addressOf(pages.flow, { flowId: copy.id }));
    } catch (error) {
      showProblem(error);
      setBusy(false);
    }
  }

  return (
    <Dialog
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t("editor.recover.title")}
    >
      <Text mb="lg">
        {t("editor.recover.text", { when: moment(kept.at) })}
        {stale ? ` ${t("editor.recover.stale")}` : ""}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void discard()}>
          {t("editor.recover.discard")}
        </Button>
        {stale ? (
          <Button loading={busy} data-autofocus onClick={() => void keepCopy(kept)}>
            {t("editor.conflict.keepCopy")}
          </Button>
        ) : (
          <Button data-autofocus onClick={() => goOn(kept)}>
            {t("editor.recover.goOn")}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}
