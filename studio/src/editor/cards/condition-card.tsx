import { useTranslation } from "react-i18next";
import { conditionWords } from "../state/condition-words.ts";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";
import { PortRow } from "./port-row.tsx";

/** Every branch in words, with its dot. */
export function ConditionCard({ node, ports }: CardProps<"condition">) {
  const { t } = useTranslation();
  return node.data.branches.map((branch) => {
    const port = ports.find((it) => it.id === `branch:${branch.id}`);
    const words = conditionWords(t, branch.condition);
    return (
      port && (
        <PortRow key={branch.id} port={port}>
          <span className={classes.branch}>
            {branch.label ? `${branch.label}: ${words}` : words}
          </span>
        </PortRow>
      )
    );
  });
}
