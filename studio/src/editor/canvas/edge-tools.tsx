import { ActionIcon, Group } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { EdgeLabelRenderer, useStore } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { removeEdges } from "../commands/edges.ts";
import { openChooser, type PortPlace } from "../state/chooser-store.ts";
import { useEditor } from "../state/editor-store.ts";
import { hoverEdge } from "../state/marks-store.ts";
import { besideLine } from "./beside-line.ts";
import classes from "./flow-edge.module.css";

/** Shows the actions of an edge, beside the middle of its line: under the pointer, a click meant to select would remove. */
export function EdgeTools({
  edgeId,
  from,
  at,
  line,
}: {
  readonly edgeId: string;
  readonly from: PortPlace;
  /** The middle of the line. */
  readonly at: { readonly x: number; readonly y: number };
  readonly line: Parameters<typeof besideLine>[0];
}) {
  const { t } = useTranslation();
  const zoom = useStore((state) => state.transform[2]);
  const shift = besideLine(line);
  const scale = 1 / Math.min(1, zoom);
  const x = at.x + shift.x * scale;
  const y = at.y + shift.y * scale;
  return (
    <EdgeLabelRenderer>
      <Group
        gap={2}
        wrap="nowrap"
        className={`${classes.tools} nodrag nopan`}
        style={{
          transform: `translate(-50%, -50%) translate(${x}px, ${y}px) scale(${scale})`,
        }}
        onMouseEnter={() => hoverEdge(edgeId)}
        onMouseLeave={() => hoverEdge(undefined)}
      >
        <ActionIcon
          size="sm"
          radius="xl"
          aria-label={t("editor.canvas.insertHere")}
          onClick={(event) => openChooser({ at: { x: event.clientX, y: event.clientY }, from })}
        >
          <IconPlus size={13} />
        </ActionIcon>
        <ActionIcon
          size="sm"
          radius="xl"
          c="var(--cl-error)"
          aria-label={t("editor.canvas.removeEdge")}
          onClick={() => useEditor.getState().edit(removeEdges(new Set([edgeId])))}
        >
          <IconX size={13} />
        </ActionIcon>
      </Group>
    </EdgeLabelRenderer>
  );
}
