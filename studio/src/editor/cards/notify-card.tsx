import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";
import { TemplateText } from "./template-text.tsx";

/** The recipient and the text of the notification. */
export function NotifyCard({ node }: CardProps<"notify">) {
  const { t } = useTranslation();
  const { to, address, text } = node.data;
  return (
    <>
      <div className={classes.muted}>
        {choiceWord(t, to)} {address}
      </div>
      <div className={classes.line}>
        <span className={classes.clamp}>
          <TemplateText text={text || "…"} />
        </span>
      </div>
    </>
  );
}
