import { Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { placeNode } from "../commands/add-node.ts";
import { openChooser, useChooser } from "../state/chooser-store.ts";
import { askForFocus } from "../state/focus-request.ts";
import { NodeChooser } from "./node-chooser.tsx";

/** The menu of node kinds where an edge was dropped on the empty canvas. */
export function CanvasChooser() {
  const { t } = useTranslation();
  const request = useChooser((state) => state.request);
  if (!request) {
    return null;
  }
  return (
    <Popover
      key={`${request.at.x} ${request.at.y}`}
      opened
      trapFocus
      // The target is a point: what ARIA says of the button that opens a dialog does not hold for it.
      withRoles={false}
      position="right-start"
      width={240}
      onDismiss={() => openChooser(undefined)}
    >
      <Popover.Target>
        <span style={{ position: "fixed", left: request.at.x, top: request.at.y }} />
      </Popover.Target>
      <Popover.Dropdown p={0} h={340} role="dialog" aria-label={t("editor.palette.label")}>
        <NodeChooser
          autoFocus
          without={request.from ? ("triggers" as const) : undefined}
          onChoose={(type) => {
            askForFocus(placeNode(type, request), "firstField");
            openChooser(undefined);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
