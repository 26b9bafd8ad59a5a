import { Menu } from "@mantine/core";
import {
  IconCopy,
  IconFrame,
  IconFrameOff,
  IconPlayerPlay,
  IconSettings,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { duplicateNodes, removeSelected } from "../commands/edit-selection.ts";
import { takeOutOfFrames } from "../commands/marks.ts";
import { frameSelected } from "../commands/place-note.ts";
import { useEditor } from "../state/editor-store.ts";
import classes from "./node-menu.module.css";
import { openNodeMenu, useNodeMenu } from "./node-menu-store.ts";

/** Shows the actions of a node, on the right mouse button. */
export function NodeMenu({
  onOpenNode,
  onTestFrom,
}: {
  readonly onOpenNode: () => void;
  readonly onTestFrom: (nodeId: string) => void;
}) {
  const { t } = useTranslation();
  const request = useNodeMenu((state) => state.request);
  const readOnly = useEditor((editor) => editor.readOnly);
  const frames = useEditor((editor) => editor.flow.frames);
  if (!request) {
    return null;
  }
  const { nodeId, at } = request;
  const framed = frames?.some((it) => it.steps.includes(nodeId)) ?? false;
  const select = () => useEditor.getState().select([nodeId]);
  return (
    <Menu
      key={`${at.x} ${at.y}`}
      opened
      position="right-start"
      onChange={(open) => {
        if (!open) {
          openNodeMenu(undefined);
        }
      }}
    >
      <Menu.Target>
        {/* A point; a button, because it carries what ARIA says of a menu's button. */}
        <button
          type="button"
          tabIndex={-1}
          aria-label={t("editor.menu.label")}
          className={classes.point}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconSettings size={16} />}
          onClick={() => {
            select();
            onOpenNode();
          }}
        >
          {t("editor.menu.settings")}
        </Menu.Item>
        <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => onTestFrom(nodeId)}>
          {t("editor.menu.testFromHere")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={16} />}
          disabled={readOnly}
          onClick={() => duplicateNodes(new Set([nodeId]))}
        >
          {t("editor.menu.duplicate")}
        </Menu.Item>
        <Menu.Item
          leftSection={framed ? <IconFrameOff size={16} /> : <IconFrame size={16} />}
          disabled={readOnly}
          onClick={() => {
            if (framed) {
              useEditor.getState().edit(takeOutOfFrames(new Set([nodeId])));
              return;
            }
            if (!useEditor.getState().selectedNodes.has(nodeId)) {
              select();
            }
            frameSelected();
          }}
        >
          {t(framed ? "marks.takeOut" : "marks.frameSteps")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={16} />}
          color="red"
          disabled={readOnly}
          onClick={() => {
            select();
            removeSelected();
          }}
        >
          {t("common.delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
