import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";
import { TemplateText } from "./template-text.tsx";

/** The instructions for the AI. */
export function InstructionsCard({ node }: CardProps<"llm">) {
  const { t } = useTranslation();
  const { instructions, mode, extract } = node.data;
  return (
    <>
      <div className={classes.muted}>{choiceWord(t, mode)}</div>
      <div className={classes.line}>
        <span className={classes.clamp}>
          <TemplateText text={instructions || "…"} />
        </span>
      </div>
      {extract.length > 0 && (
        <div className={classes.chips}>
          {extract.map((it) => (
            <span key={it.variable} className={classes.variable}>
              {it.variable}
            </span>
          ))}
        </div>
      )}
    </>
  );
}
