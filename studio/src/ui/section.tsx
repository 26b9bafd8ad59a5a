import { Group, Paper, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./section.module.css";

/** A titled card of the settings. */
export function Section({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Paper component="section" p="lg" mb="lg" className={classes.section ?? ""}>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{title}</Title>
        {actions}
      </Group>
      {children}
    </Paper>
  );
}
