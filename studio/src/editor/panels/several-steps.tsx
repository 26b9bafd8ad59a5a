import { Button, Stack, Text } from "@mantine/core";
import {
  IconCopy,
  IconFrame,
  IconFrameOff,
  IconLayoutColumns,
  IconLayoutRows,
  IconTrash,
} from "@tabler/icons-react";
import { useReactFlow } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { type Alignment, alignSelected } from "../commands/align-nodes.ts";
import { duplicateNodes, removeSelected } from "../commands/edit-selection.ts";
import { takeOutOfFrames } from "../commands/marks.ts";
import { frameSelected } from "../commands/place-note.ts";
import { useEditor } from "../state/editor-store.ts";
import { markOf } from "../state/mark-ids.ts";

/** Shows the actions for several selected steps. */
export function SeveralSteps() {
  const { t } = useTranslation();
  const { getNodes } = useReactFlow();
  const selected = useEditor((editor) => editor.selectedNodes);
  const flow = useEditor((editor) => editor.flow);
  const steps = [...selected].filter((it) => markOf(it) === undefined);
  const framed = flow.frames?.some((it) => it.steps.some((step) => selected.has(step))) ?? false;
  const readOnly = useEditor((editor) => editor.readOnly);
  const align = (alignment: Alignment) =>
    alignSelected(
      alignment,
      new Map(getNodes().map((node) => [node.id, node.measured?.height ?? 0])),
    );
  return (
    <Stack p="md" gap="sm">
      <Text fw={650} component="h2" fz="md" m={0}>
        {t("editor.inspector.several", { count: steps.length })}
      </Text>
      {!readOnly && (
        <>
          <Button.Group orientation="vertical">
            <Button
              variant="default"
              justify="flex-start"
              leftSection={<IconLayoutRows size={17} />}
              onClick={() => align("column")}
            >
              {t("editor.several.column")}
            </Button>
            <Button
              variant="default"
              justify="flex-start"
              leftSection={<IconLayoutColumns size={17} />}
              onClick={() => align("row")}
            >
              {t("editor.several.row")}
            </Button>
            <Button
              variant="default"
              justify="flex-start"
              leftSection={<IconFrame size={17} />}
              onClick={frameSelected}
            >
              {t("marks.frameSteps")}
            </Button>
            {framed && (
              <Button
                variant="default"
                justify="flex-start"
                leftSection={<IconFrameOff size={17} />}
                onClick={() => useEditor.getState().edit(takeOutOfFrames(selected))}
              >
                {t("marks.takeOut")}
              </Button>
            )}
            <Button
              variant="default"
              justify="flex-start"
              leftSection={<IconCopy size={17} />}
              onClick={() => duplicateNodes(selected)}
            >
              {t("editor.menu.duplicate")}
            </Button>
          </Button.Group>
          <Button
            variant="default"
            c="var(--cl-error)"
            justify="flex-start"
            leftSection={<IconTrash size={17} />}
            onClick={removeSelected}
          >
            {t("common.delete")}
          </Button>
        </>
      )}
      <Text c="dimmed" fz="xs">
        {t("editor.several.hint")}
      </Text>
    </Stack>
  );
}
