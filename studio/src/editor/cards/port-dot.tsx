import type { Port } from "@chatloom/flows-schema";
import { Handle, Position, useNodeConnections } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { portLabel } from "../state/node-words.ts";
import classes from "./node-card.module.css";

/** The dot where an edge leaves; hollow while nothing is connected. Stands at the right edge of the row it is in. */
export function PortDot({ port }: { readonly port: Port }) {
  const { t } = useTranslation();
  const connected = useNodeConnections({ handleType: "source", handleId: port.id }).length > 0;
  return (
    <Handle
      type="source"
      id={port.id}
      position={Position.Right}
      className={classes.dot ?? ""}
      data-kind={port.kind}
      data-connected={connected}
      title={t("editor.canvas.dragToConnect", { port: portLabel(t, port) })}
    />
  );
}
