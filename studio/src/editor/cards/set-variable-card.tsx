import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";
import { TemplateText } from "./template-text.tsx";

/** The assignments, one line each. */
export function SetVariableCard({ node }: CardProps<"setVariable">) {
  const { t } = useTranslation();
  return node.data.assignments.map((it, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: assignments have no id, and their order is what they are
    <div key={index} className={classes.line}>
      <span>
        {choiceWord(t, it.operation)} <span className={classes.variable}>{it.variable || "…"}</span>{" "}
        {it.operation !== "clear" && <TemplateText text={it.value ?? ""} />}
      </span>
    </div>
  ));
}
