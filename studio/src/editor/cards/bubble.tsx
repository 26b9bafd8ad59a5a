import { type FlowNode, setAtPointer } from "@chatloom/flows-schema";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { setData } from "../commands/nodes.ts";
import { useEditor } from "../state/editor-store.ts";
import classes from "./card-parts.module.css";
import { TemplateText } from "./template-text.tsx";

/** A message bubble; double-click or Enter edits its text in place. `path` is where the text stands in the node's data. */
export function Bubble({
  node,
  path,
  text,
  selected,
}: {
  readonly node: FlowNode;
  readonly path: string;
  readonly text: string;
  readonly selected: boolean;
}) {
  const { t } = useTranslation();
  const readOnly = useEditor((editor) => editor.readOnly);
  const [editing, setEditing] = useState(false);

  if (editing) {
    return (
      <textarea
        className={`${classes.editor} nodrag nopan nowheel`}
        aria-label={t("editor.canvas.editText")}
        // biome-ignore lint/a11y/noAutofocus: the member has just asked to edit here
        autoFocus
        value={text}
        rows={Math.min(12, Math.max(2, text.split("\n").length + Math.floor(text.length / 34)))}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget }) => {
          const { edit, flow } = useEditor.getState();
          const now = flow.nodes.find((it) => it.id === node.id);
          if (now) {
            const data = setAtPointer(now.data, path, currentTarget.value);
            edit(setData(now, data as FlowNode["data"], path));
          }
        }}
        onBlur={() => {
          useEditor.getState().seal();
          setEditing(false);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (
            event.key === "Escape" ||
            (event.key === "Enter" && (event.ctrlKey || event.metaKey))
          ) {
            event.currentTarget.blur();
          }
        }}
      />
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a bubble holds marked-up text, which a button's label would flatten
    <div
      className={classes.bubble}
      data-empty={text === ""}
      data-editable={!readOnly}
      role="button"
      tabIndex={selected && !readOnly ? 0 : -1}
      aria-label={t("editor.canvas.editTextOf", {
        text: spoken(text) || t("editor.canvas.emptyText"),
      })}
      onDoubleClick={(event) => {
        event.stopPropagation();
        setEditing(!readOnly);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || readOnly) {
          return;
        }
        event.preventDefault();
        event.stopPropagation();
        setEditing(true);
      }}
    >
      <div className={classes.clamp}>
        {text === "" ? t("editor.canvas.emptyText") : <TemplateText text={text} />}
      </div>
    </div>
  );
}

/** The text as it is seen: variables by name instead of with braces. */
function spoken(text: string): string {
  return text.replace(/\{\{\s*([^|}]*?)\s*(\|[^}]*)?\}\}/g, "$1");
}
