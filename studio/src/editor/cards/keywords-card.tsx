import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";

/** The words that start the flow. */
export function KeywordsCard({ node }: CardProps<"trigger.keyword">) {
  const { t } = useTranslation();
  const { keywords, match } = node.data;
  return (
    <>
      <div className={classes.muted}>
        {t("editor.cards.messageThat", { how: choiceWord(t, match) })}
      </div>
      <div className={classes.chips}>
        {keywords.length === 0 && <span className={classes.chip}>…</span>}
        {keywords.map((keyword) => (
          <span key={keyword} className={classes.chip}>
            {keyword}
          </span>
        ))}
      </div>
    </>
  );
}
