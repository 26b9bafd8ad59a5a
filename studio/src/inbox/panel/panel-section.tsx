import { Collapse, UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { useRemembered } from "../../ui/use-remembered.ts";
import classes from "./panel.module.css";

/** A part of the panel beside a conversation that folds; the browser remembers whether it is open. */
export function PanelSection({
  name,
  title,
  open: openAtFirst = false,
  children,
}: {
  /** The key under which the browser remembers it. */
  readonly name: string;
  readonly title: string;
  readonly open?: boolean;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useRemembered(`inbox.panel.${name}`, openAtFirst);
  const id = useId();
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>
        <UnstyledButton
          className={classes.toggle ?? ""}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={16} aria-hidden className={classes.mark} data-open={open} />
          {title}
        </UnstyledButton>
      </h2>
      <Collapse expanded={open} id={id}>
        {/* What is folded asks the server for nothing. */}
        {open && <div className={classes.body}>{children}</div>}
      </Collapse>
    </section>
  );
}
