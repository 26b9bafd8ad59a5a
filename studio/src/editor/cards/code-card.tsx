import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";

/** The beginning of the source. */
export function CodeCard({ node }: CardProps<"code">) {
  return (
    <>
      <div className={classes.code}>{node.data.source.split("\n").slice(0, 5).join("\n")}</div>
      {node.data.saveTo && (
        <div className={classes.muted}>
          → <span className={classes.variable}>{node.data.saveTo}</span>
        </div>
      )}
    </>
  );
}
