import { Anchor } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import classes from "./page.module.css";

/** The way from a page to the one that it belongs to. */
export function BackLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Anchor component={Link} to={to} size="sm" className={classes.back ?? ""}>
      <IconChevronLeft size={16} aria-hidden />
      {children}
    </Anchor>
  );
}
