import { Group, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useEffect } from "react";
import classes from "./page.module.css";
import { setTitle } from "./title-count.ts";

/** A page with a heading, and its actions beside it. */
export function Page({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  usePageTitle(title);
  return (
    <div className={classes.page}>
      <Group justify="space-between" mb="lg" gap="sm">
        <Title order={1}>{title}</Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </div>
  );
}

/** Sets the title of the browser tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    setTitle(title);
  }, [title]);
}
