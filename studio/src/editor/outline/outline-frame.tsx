import type { CanvasFrame } from "@chatloom/flows-schema";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import marks from "../canvas/marks.module.css";
import { setFrame } from "../commands/marks.ts";
import { useEditor } from "../state/editor-store.ts";
import classes from "./outline.module.css";

/** A frame of the outline: its title to be edited, and its steps, also while it is folded on the canvas. */
export function OutlineFrame({
  frame,
  count,
  children,
}: {
  readonly frame: CanvasFrame;
  readonly count: number;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const readOnly = useEditor((editor) => editor.readOnly);
  const { edit, seal } = useEditor.getState();
  const title = frame.title || t("marks.untitled");
  return (
    <section
      className={`${marks.frame} ${classes.frame}`}
      data-color={frame.color}
      aria-label={t("marks.frameName", { title, count })}
    >
      <input
        className={classes.title}
        aria-label={t("marks.frameTitle")}
        placeholder={t("marks.untitled")}
        maxLength={200}
        value={frame.title}
        readOnly={readOnly}
        onChange={({ currentTarget }) =>
          edit(setFrame(frame.id, { title: currentTarget.value }, "title"))
        }
        onBlur={seal}
      />
      {children}
    </section>
  );
}
