import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";
import { PortRow } from "./port-row.tsx";

/** The shares as a bar, and every variant with its dot. */
export function AbSplitCard({ node, ports }: CardProps<"abSplit">) {
  const { variants } = node.data;
  const total = variants.reduce((sum, it) => sum + it.weight, 0);
  return (
    <>
      <div className={classes.bar} aria-hidden>
        {variants.map((variant) => (
          <span key={variant.id} style={{ flex: variant.weight }} />
        ))}
      </div>
      {variants.map((variant) => {
        const port = ports.find((it) => it.id === `variant:${variant.id}`);
        const percent = total === 0 ? 0 : Math.round((variant.weight / total) * 100);
        return (
          port && (
            <PortRow key={variant.id} port={port}>
              {variant.label} · {percent} %
            </PortRow>
          )
        );
      })}
    </>
  );
}
