import { type CanvasNote, longestNote } from "@chatloom/flows-schema";
import { ActionIcon, Textarea, Tooltip } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import marks from "../canvas/marks.module.css";
import { NoteText } from "../canvas/note-text.tsx";
import { removeMarks, setNote } from "../commands/marks.ts";
import { useEditor } from "../state/editor-store.ts";
import classes from "./outline.module.css";

/** A note of the outline, to be read and edited. */
export function OutlineNote({
  note,
  begun,
}: {
  readonly note: CanvasNote;
  /** The member has just added it: it is written at once. */
  readonly begun: boolean;
}) {
  const { t } = useTranslation();
  const readOnly = useEditor((editor) => editor.readOnly);
  const { edit, seal } = useEditor.getState();
  return (
    <div className={`${marks.note} ${classes.note}`} data-color={note.color}>
      {readOnly ? (
        <NoteText text={note.text} />
      ) : (
        <>
          <Textarea
            flex={1}
            variant="unstyled"
            autosize
            autoFocus={begun}
            minRows={1}
            maxRows={12}
            aria-label={t("marks.noteText")}
            placeholder={t("marks.notePlaceholder")}
            maxLength={longestNote}
            value={note.text}
            onChange={({ currentTarget }) =>
              edit(setNote(note.id, { text: currentTarget.value }, "text"))
            }
            onBlur={seal}
          />
          <Tooltip label={t("marks.removeNote")}>
            <ActionIcon
              size="sm"
              aria-label={t("marks.removeNote")}
              onClick={() => edit(removeMarks(new Set([note.id]), new Set()))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </div>
  );
}
