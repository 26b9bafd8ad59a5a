import { usualHoldout } from "@chatloom/flows-schema";
import { useTranslation } from "react-i18next";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";
import { PortRow } from "./port-row.tsx";

/** The shares as a bar, and every variant with its dot. Once a winner is declared the others are retired. */
export function AbSplitCard({ node, ports }: CardProps<"abSplit">) {
  const { t } = useTranslation();
  const { variants, winner, mode, holdout = usualHoldout } = node.data;
  const decided = variants.some((it) => it.id === winner);
  const total = variants.reduce((sum, it) => sum + it.weight, 0);
  return (
    <>
      <div className={classes.bar} aria-hidden>
        {variants.map((variant) => (
          <span
            key={variant.id}
            style={{ flex: decided ? Number(variant.id === winner) : variant.weight }}
          />
        ))}
      </div>
      {mode === "bandit" && !decided && (
        <p className={classes.muted}>{t("editor.results.learns", { percent: holdout })}</p>
      )}
      {variants.map((variant) => {
        const port = ports.find((it) => it.id === `variant:${variant.id}`);
        const percent = total === 0 ? 0 : Math.round((variant.weight / total) * 100);
        return (
          port && (
            <PortRow key={variant.id} port={port}>
              {!decided && `${variant.label} · ${percent} %`}
              {decided &&
                (variant.id === winner
                  ? variant.label
                  : t("editor.results.retired", { label: variant.label }))}
            </PortRow>
          )
        );
      })}
    </>
  );
}
