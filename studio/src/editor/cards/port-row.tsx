import type { Port } from "@chatloom/flows-schema";
import { useNodeId } from "@xyflow/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMarks } from "../state/marks-store.ts";
import { portLabel } from "../state/node-words.ts";
import classes from "./node-card.module.css";
import { PortDot } from "./port-dot.tsx";

/** A way on with its dot: an option looks like what the contact taps, the others are quiet. */
export function PortRow({
  port,
  children,
}: {
  readonly port: Port;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  const nodeId = useNodeId() ?? "";
  const untested = useMarks(
    ({ coverage }) => coverage !== undefined && !coverage.ports.has(`${nodeId} ${port.id}`),
  );
  return (
    <div className={classes.portRow} data-kind={port.kind} data-untested={untested}>
      <span className={classes.portLabel}>{children ?? portLabel(t, port)}</span>
      <PortDot port={port} />
    </div>
  );
}
