import { longestNote, noteSizes } from "@chatloom/flows-schema";
import { type NodeProps, NodeResizer } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { removeMarks, setNote } from "../commands/marks.ts";
import { useEditor } from "../state/editor-store.ts";
import type { NoteNode } from "./canvas-marks.ts";
import { MarkTools } from "./mark-tools.tsx";
import classes from "./marks.module.css";
import { NoteText } from "./note-text.tsx";

/** A note on the canvas; while it is selected, its text is a field. */
export const NoteCard = memo(function NoteCard({ data: { note }, selected }: NodeProps<NoteNode>) {
  const { t } = useTranslation();
  const readOnly = useEditor((editor) => editor.readOnly);
  const { edit, select, seal } = useEditor.getState();
  const editing = selected && !readOnly;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // A new note is written at once.
    if (editing && field.current?.value === "") {
      field.current.focus();
    }
  }, [editing]);
  return (
    <div className={classes.note} data-color={note.color}>
      <NodeResizer
        isVisible={editing}
        minWidth={noteSizes.least}
        minHeight={noteSizes.least}
        maxWidth={noteSizes.most}
        maxHeight={noteSizes.most}
        onResizeEnd={(_event, { x, y, width, height }) => {
          const position = { x: Math.round(x), y: Math.round(y) };
          edit(
            setNote(note.id, { position, width: Math.round(width), height: Math.round(height) }),
          );
        }}
      />
      <MarkTools
        shown={editing}
        color={note.color}
        removeLabel={t("marks.removeNote")}
        onColor={(color) => edit(setNote(note.id, { color }))}
        onRemove={() => {
          edit(removeMarks(new Set([note.id]), new Set()));
          select([]);
        }}
      />
      {editing ? (
        <textarea
          ref={field}
          className={`${classes.text} nodrag nowheel`}
          aria-label={t("marks.noteText")}
          placeholder={t("marks.notePlaceholder")}
          maxLength={longestNote}
          value={note.text}
          onChange={({ currentTarget }) =>
            edit(setNote(note.id, { text: currentTarget.value }, "text"))
          }
          onBlur={seal}
          onKeyDown={(event) => {
            if (event.key === "Escape") {
              event.currentTarget.closest<HTMLElement>(".react-flow__node")?.focus();
              select([]);
            }
          }}
        />
      ) : (
        <NoteText text={note.text} />
      )}
    </div>
  );
});
