import { changedThing } from "@chatloom/flows-schema";
import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import { useFormWorld } from "../../forms/form-world.tsx";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";

/** Shows the change that starts the flow, with the title of its tag, field or segment. */
export function ChangeCard({ node }: CardProps<"trigger.contact">) {
  const { t } = useTranslation();
  const { contactFields, segments } = useFormWorld();
  const { change, name } = node.data;
  const known = { tag: [], field: contactFields, segment: segments };
  const choices = known[changedThing(change) ?? "tag"];
  const title = choices.find((it) => it.value === name)?.label ?? name;
  return (
    <div className={classes.line}>
      <span className={classes.clamp}>
        {choiceWord(t, change)}
        {title && `: ${title}`}
      </span>
    </div>
  );
}
