import { IconStar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import { Bubble } from "./bubble.tsx";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";

/** The question, what may be answered, and where the answer goes. */
export function AskCard({ node, selected }: CardProps<"ask">) {
  const { t } = useTranslation();
  const { text, expect, saveTo, choices, ratingForm, ratingButton } = node.data;
  return (
    <>
      <Bubble node={node} path="/text" text={text} selected={selected} />
      {expect === "choice" && choices && (
        <div className={classes.chips}>
          {choices.map((choice) => (
            <span key={choice.id} className={classes.chip}>
              {choice.label}
            </span>
          ))}
        </div>
      )}
      {expect === "rating" && ratingForm && (
        <div className={classes.chips}>
          <span className={classes.chip}>
            <IconStar size={12} aria-hidden /> {ratingButton || t("editor.cards.ratingForm")}
          </span>
        </div>
      )}
      <div className={classes.muted}>
        {choiceWord(t, expect)} → <span className={classes.variable}>{saveTo}</span>
      </div>
    </>
  );
}
