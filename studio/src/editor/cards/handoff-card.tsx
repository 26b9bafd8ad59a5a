import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import { Bubble } from "./bubble.tsx";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";

/** The message to the contact, and who takes over. */
export function HandoffCard({ node, selected }: CardProps<"handoff">) {
  const { t } = useTranslation();
  const { text, assignTo, note } = node.data;
  return (
    <>
      {text !== undefined && <Bubble node={node} path="/text" text={text} selected={selected} />}
      <div className={classes.muted}>
        {t("editor.cards.handedTo", { who: choiceWord(t, assignTo) })}
      </div>
      {note && <div className={classes.muted}>{note}</div>}
    </>
  );
}
