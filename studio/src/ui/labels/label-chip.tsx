import type { Label } from "@chatloom/api-schema";
import classes from "./triage.module.css";

/** A label as lists and conversations show it. */
export function LabelChip({ label }: { readonly label: Pick<Label, "name" | "color"> }) {
  return (
    <span className={classes.label} title={label.name}>
      <span className={classes.dot} style={{ background: colorOf(label.color) }} aria-hidden />
      <span className={classes.labelName}>{label.name}</span>
    </span>
  );
}

/** The colour of a label as a CSS value. */
export function colorOf(color: Label["color"]): string {
  return `var(--mantine-color-${color}-6)`;
}
