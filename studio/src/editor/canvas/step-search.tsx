import { Select } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Panel } from "@xyflow/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../state/editor-store.ts";
import { findSteps } from "./find-steps.ts";
import { useReveal } from "./use-viewport.ts";

/** Finds a step by its kind or anything it says, selects it and brings it into view. */
export function StepSearch({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const nodes = useEditor((editor) => editor.flow.nodes);
  const reveal = useReveal();
  const steps = useMemo(() => findSteps(t, nodes), [t, nodes]);
  return (
    <Panel position="top-center" className="nodrag nopan nowheel">
      <Select
        w={300}
        size="sm"
        aria-label={t("editor.canvas.findStep")}
        placeholder={t("editor.canvas.findStepHint")}
        leftSection={<IconSearch size={16} />}
        // The member has just asked to type here.
        autoFocus
        searchable
        selectFirstOptionOnChange
        defaultDropdownOpened
        limit={50}
        maxDropdownHeight={320}
        nothingFoundMessage={t("forms.nothingFound")}
        comboboxProps={{ shadow: "lg" }}
        data={steps.options}
        filter={({ search, limit }) => steps.matching(search).slice(0, limit)}
        onChange={(nodeId) => {
          if (nodeId === null) {
            return;
          }
          useEditor.getState().select([nodeId]);
          reveal(nodeId);
          onClose();
        }}
        onBlur={onClose}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            onClose();
          }
        }}
      />
    </Panel>
  );
}
