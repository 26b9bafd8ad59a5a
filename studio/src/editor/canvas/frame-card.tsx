import { ActionIcon, Tooltip } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { Handle, type NodeProps, Position, useUpdateNodeInternals } from "@xyflow/react";
import { memo, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { removeMarks, setFrame } from "../commands/marks.ts";
import { useEditor } from "../state/editor-store.ts";
import type { FrameNode } from "./canvas-marks.ts";
import { MarkTools } from "./mark-tools.tsx";
import classes from "./marks.module.css";

/** A frame around steps, or the one card that stands for them while it is collapsed. Its head moves all of them. */
export const FrameCard = memo(function FrameCard({
  id,
  data: { frame, count },
  selected,
}: NodeProps<FrameNode>) {
  const { t } = useTranslation();
  const readOnly = useEditor((editor) => editor.readOnly);
  const { edit, select, seal } = useEditor.getState();
  const update = useUpdateNodeInternals();
  const { collapsed, color } = frame;
  // biome-ignore lint/correctness/useExhaustiveDependencies: its dots come and go
  useEffect(() => update(id), [collapsed, id, update]);
  const fold = t(collapsed ? "marks.unfold" : "marks.fold");
  return (
    <div className={classes.frame} data-color={color} data-collapsed={collapsed}>
      <MarkTools
        shown={selected && !readOnly}
        color={color}
        removeLabel={t("marks.removeFrame")}
        onColor={(next) => edit(setFrame(frame.id, { color: next }))}
        onRemove={() => {
          edit(removeMarks(new Set(), new Set([frame.id])));
          select([]);
        }}
      />
      <div className={`${classes.head} frame-head`}>
        {!readOnly && (
          <Tooltip label={fold}>
            <ActionIcon
              size="sm"
              className="nodrag"
              aria-label={fold}
              aria-expanded={!collapsed}
              onClick={() => edit(setFrame(frame.id, { collapsed: !collapsed }))}
            >
              {collapsed ? <IconChevronRight size={16} /> : <IconChevronDown size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
        <input
          className={selected ? "nodrag" : ""}
          aria-label={t("marks.frameTitle")}
          placeholder={t("marks.untitled")}
          maxLength={200}
          value={frame.title}
          readOnly={readOnly}
          onFocus={() => select([id])}
          onChange={({ currentTarget }) =>
            edit(setFrame(frame.id, { title: currentTarget.value }, "title"))
          }
          onBlur={seal}
        />
        {collapsed && <span className={classes.count}>{t("marks.steps", { count })}</span>}
      </div>
      {collapsed && (
        <>
          <Handle type="target" position={Position.Left} isConnectable={false} />
          <Handle id="out" type="source" position={Position.Right} isConnectable={false} />
        </>
      )}
    </div>
  );
});
