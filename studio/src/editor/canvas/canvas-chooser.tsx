import { Popover } from "@mantine/core";
import { placeNode } from "../commands/add-node.ts";
import { openChooser, useChooser } from "./chooser-store.ts";
import { NodeChooser } from "./node-chooser.tsx";

/** The menu of node kinds where an edge was dropped into the void. */
export function CanvasChooser() {
  const request = useChooser((state) => state.request);
  if (!request) return null;
  return (
    <Popover
      key={`${request.at.x} ${request.at.y}`}
      opened
      trapFocus
      position="right-start"
      width={240}
      onDismiss={() => openChooser(undefined)}
    >
      <Popover.Target>
        <span style={{ position: "fixed", left: request.at.x, top: request.at.y }} />
      </Popover.Target>
      <Popover.Dropdown p={0} h={340}>
        <NodeChooser
          autoFocus
          {...(request.from ? { without: "triggers" as const } : {})}
          onChoose={(type) => {
            placeNode(type, request.position, request.from);
            openChooser(undefined);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
