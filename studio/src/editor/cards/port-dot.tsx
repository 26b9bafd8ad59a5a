import type { Port } from "@chatloom/flows-schema";
import { useNodeId } from "@xyflow/react";
import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";
import { openChooser } from "../state/chooser-store.ts";
import { useEditor } from "../state/editor-store.ts";
import { portLabel } from "../state/node-words.ts";
import { ConnectionDot } from "./connection-dot.tsx";
import classes from "./node-card.module.css";

/** The ids of the ports of the card around that have an edge. */
export const ConnectedPorts = createContext<ReadonlySet<string>>(new Set());

/** The dot where an edge leaves; hollow while nothing is connected. A drag connects, a click offers steps to add. */
export function PortDot({ port }: { readonly port: Port }) {
  const { t } = useTranslation();
  const nodeId = useNodeId() ?? "";
  const connected = useContext(ConnectedPorts).has(port.id);
  return (
    <ConnectionDot
      type="source"
      id={port.id}
      className={classes.dot}
      data-kind={port.kind}
      data-connected={connected}
      title={t("editor.canvas.dragToConnect", { port: portLabel(t, port) })}
      onClick={(event) => {
        event.stopPropagation();
        if (useEditor.getState().readOnly) {
          return;
        }
        openChooser({
          at: { x: event.clientX, y: event.clientY },
          from: { nodeId, port: port.id },
        });
      }}
    />
  );
}
