import { nodeTypeOf } from "@chatloom/flows-schema";
import { useTranslation } from "react-i18next";
import { summaryText } from "../state/node-words.ts";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";
import { TemplateText } from "./template-text.tsx";

/** One line on what this node does. */
export function SummaryCard({ node }: CardProps) {
  const { t } = useTranslation();
  const summary = summaryText(t, node.type, nodeTypeOf(node).summary(node.data));
  if (summary.trim() === "") {
    return null;
  }
  return (
    <div className={classes.line}>
      <span className={classes.clamp}>
        <TemplateText text={summary} />
      </span>
    </div>
  );
}
