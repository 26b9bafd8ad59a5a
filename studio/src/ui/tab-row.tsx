import { Tabs } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./tab-row.module.css";

/** The row of tabs above a page. Where it is too narrow, it scrolls sideways and brings the chosen tab into sight. */
export function TabRow({
  label,
  chosen,
  children,
}: {
  /** Names the tabs for screen readers. */
  readonly label?: string | undefined;
  readonly chosen: string;
  readonly children: ReactNode;
}) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab may stand beyond the edge
  useEffect(() => {
    const active = list.current?.querySelector("[role=tab][aria-selected=true]");
    active?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [chosen]);
  return (
    <Tabs.List ref={list} aria-label={label} mb="lg" className={classes.row ?? ""}>
      {children}
    </Tabs.List>
  );
}
