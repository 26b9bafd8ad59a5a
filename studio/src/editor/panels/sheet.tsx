import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "../editor-layout.module.css";

/** A panel that comes up from below, on a phone. */
export function Sheet({
  title,
  opened,
  onClose,
  children,
}: {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="72%"
      padding={0}
      title={title}
      classNames={{ body: classes.sheet ?? "", header: classes.sheetHead ?? "" }}
    >
      {children}
    </Drawer>
  );
}
