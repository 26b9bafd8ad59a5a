import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";
import { TemplateText } from "./template-text.tsx";

/** Lists the changes of the contact, a line each. */
export function ChangesCard({ node }: CardProps<"contact">) {
  const { t } = useTranslation();
  return node.data.changes.map((it, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: changes have no id, and their order is what they are
    <div key={index} className={classes.line}>
      <span>
        {choiceWord(t, it.action)} <TemplateText text={it.name} />
        {it.action === "setField" && (
          <>
            {" = "}
            <TemplateText text={it.value} />
          </>
        )}
      </span>
    </div>
  ));
}
