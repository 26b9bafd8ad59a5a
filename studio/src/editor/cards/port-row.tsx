import type { Port } from "@chatloom/flows-schema";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
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
  return (
    <div className={classes.portRow} data-kind={port.kind}>
      <span className={classes.portLabel}>{children ?? portLabel(t, port)}</span>
      <PortDot port={port} />
    </div>
  );
}
