import { type NodeGroup, type NodeTypeId, nodeTypes } from "@chatloom/flows-schema";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPin, IconPinnedOff } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { focusCanvas } from "../canvas/focus-canvas.ts";
import { NodeChooser, nodeGroups } from "../canvas/node-chooser.tsx";
import { NodeIcon } from "../state/node-icon.tsx";
import classes from "./palette.module.css";

const leaveMs = 350;

/** The kinds of step to add: pinned beside the canvas, or folded to a rail of groups that opens over it. */
export function Palette({
  pinned,
  onPin,
  open,
  onOpen,
  onChoose,
}: {
  readonly pinned: boolean;
  readonly onPin: (pinned: boolean) => void;
  /** The group at which the folded palette is open; `search` opens it at the top with the cursor in the search. */
  readonly open: NodeGroup | "search" | undefined;
  readonly onOpen: (group: NodeGroup | undefined) => void;
  readonly onChoose: (type: NodeTypeId, byKeyboard: boolean) => void;
}) {
  const { t } = useTranslation();
  const aside = useRef<HTMLElement>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (open === "search") {
      aside.current?.querySelector<HTMLInputElement>("[data-palette-search]")?.focus();
    } else if (open !== undefined) {
      aside.current?.querySelector(`section[data-group="${open}"]`)?.scrollIntoView();
    }
  }, [open]);
  useEffect(() => () => clearTimeout(leaving.current), []);

  const pin = (
    <Tooltip label={t(pinned ? "editor.palette.fold" : "editor.palette.pin")} position="right">
      <ActionIcon
        aria-label={t(pinned ? "editor.palette.fold" : "editor.palette.pin")}
        onClick={() => {
          onOpen(undefined);
          onPin(!pinned);
        }}
      >
        {pinned ? <IconPinnedOff size={17} /> : <IconPin size={17} />}
      </ActionIcon>
    </Tooltip>
  );
  if (pinned) {
    return (
      <aside ref={aside} className={classes.pinned} aria-label={t("editor.palette.label")}>
        <NodeChooser draggable onChoose={onChoose} aside={pin} />
      </aside>
    );
  }
  return (
    <aside
      ref={aside}
      className={classes.rail}
      aria-label={t("editor.palette.label")}
      onMouseEnter={() => clearTimeout(leaving.current)}
      onMouseLeave={(event) => {
        if (event.buttons !== 0) {
          return;
        }
        leaving.current = setTimeout(() => onOpen(undefined), leaveMs);
      }}
      onDragEnd={() => onOpen(undefined)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") {
          return;
        }
        onOpen(undefined);
        focusCanvas();
      }}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget && !aside.current?.contains(relatedTarget)) {
          onOpen(undefined);
        }
      }}
    >
      {nodeGroups.map((group) => (
        <button
          key={group}
          type="button"
          className={classes.group}
          data-group={group}
          aria-expanded={open === group}
          onMouseEnter={() => onOpen(group)}
          onClick={() => onOpen(group)}
        >
          <NodeIcon name={iconOf(group)} size={18} />
          <span>{t(`editor.groups.${group}`)}</span>
        </button>
      ))}
      <span className={classes.grow} />
      {pin}
      {open !== undefined && (
        <div className={classes.flyout}>
          <NodeChooser draggable onChoose={onChoose} />
        </div>
      )}
    </aside>
  );
}

function iconOf(group: NodeGroup): string {
  return Object.values(nodeTypes).find((it) => it.group === group)?.icon ?? "";
}
