import { ActionIcon, Group } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from "@xyflow/react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { removeEdges } from "../commands/edges.ts";
import { useEditor } from "../state/editor-store.ts";
import { useMarks } from "../state/marks-store.ts";
import { openChooser } from "./chooser-store.ts";
import classes from "./flow-edge.module.css";

/** A way from one node to the next; pointed at or selected, it offers to put a node in between or to cut it. */
export const FlowEdge = memo(function FlowEdge(props: EdgeProps) {
  const { t } = useTranslation();
  const { id, source, sourceHandleId, selected } = props;
  const hovered = useMarks((marks) => marks.hoveredEdge === id);
  const taken = useMarks((marks) => marks.taken.has(`${source} ${sourceHandleId}`));
  const readOnly = useEditor((editor) => editor.readOnly);
  const [path, x, y] = getBezierPath(props);
  return (
    <>
      <BaseEdge
        path={path}
        interactionWidth={24}
        className={classes.edge}
        data-taken={taken}
        data-lit={hovered || selected === true}
        {...(props.markerEnd ? { markerEnd: props.markerEnd } : {})}
      />
      {(hovered || selected) && !readOnly && (
        <EdgeLabelRenderer>
          <Group
            gap={2}
            className={`${classes.tools} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
            onMouseEnter={() => useMarks.setState({ hoveredEdge: id })}
            onMouseLeave={() => useMarks.setState({ hoveredEdge: undefined })}
          >
            <ActionIcon
              size="sm"
              radius="xl"
              aria-label={t("editor.canvas.insertHere")}
              onClick={(event) =>
                openChooser({
                  at: { x: event.clientX, y: event.clientY },
                  from: { nodeId: source, port: sourceHandleId ?? "" },
                })
              }
            >
              <IconPlus size={13} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              radius="xl"
              color="red"
              aria-label={t("editor.canvas.removeEdge")}
              onClick={() => useEditor.getState().edit(removeEdges(new Set([id])))}
            >
              <IconX size={13} />
            </ActionIcon>
          </Group>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
