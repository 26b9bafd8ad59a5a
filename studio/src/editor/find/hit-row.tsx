import type { ReactNode } from "react";
import classes from "./find.module.css";

/** Before a hit, in UTF-16 code units: the row is narrow, and the hit must be seen. */
const before = 28;

/** A hit in a list: where it stands, and its text with the hit marked. */
export function HitRow({
  where,
  text,
  start,
  end,
  current = false,
  onClick,
  children,
}: {
  readonly where: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly current?: boolean;
  readonly onClick: () => void;
  /** Buttons beside the row. */
  readonly children?: ReactNode;
}) {
  const from = Math.max(0, start - before);
  return (
    <li className={classes.row} data-current={current}>
      <button type="button" aria-current={current} onClick={onClick}>
        <span className={classes.where} title={where}>
          {where}
        </span>
        <span className={classes.text}>
          {from > 0 && "…"}
          {text.slice(from, start)}
          <mark>{text.slice(start, end)}</mark>
          {text.slice(end, end + 100)}
        </span>
      </button>
      {children}
    </li>
  );
}
