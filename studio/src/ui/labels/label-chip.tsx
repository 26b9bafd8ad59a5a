import type { Label } from "@chatloom/api-schema";
import classes from "./labels.module.css";

/** A label as lists and conversations show it. */
export function LabelChip({
  label,
  bare = false,
}: {
  readonly label: Pick<Label, "name" | "color">;
  /** Without a border, within something that has one. */
  readonly bare?: boolean;
}) {
  return (
    <span className={classes.label} data-bare={bare} title={label.name}>
      <span className={classes.dot} style={{ background: colorOf(label.color) }} aria-hidden />
      <span className={classes.labelName}>{label.name}</span>
    </span>
  );
}

/** The colour of a label as a CSS value. */
export function colorOf(color: Label["color"]): string {
  return `var(--mantine-color-${color}-6)`;
}
