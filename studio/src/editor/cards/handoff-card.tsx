import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import { useFormWorld } from "../../forms/form-world.tsx";
import { Bubble } from "./bubble.tsx";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";

/** The message to the contact, who takes over, and when nobody does. */
export function HandoffCard({ node, selected }: CardProps<"handoff">) {
  const { t } = useTranslation();
  const { members, teams } = useFormWorld();
  const { text, assignTo, note, hours = "always", priority = "normal", untaken = [] } = node.data;
  const nameOf = (choices: typeof teams, id: string | undefined) =>
    choices.find((it) => it.value === id)?.label;
  const names: Partial<Record<typeof assignTo, string | undefined>> = {
    team: nameOf(teams, node.data.teamId),
    member: nameOf(members, node.data.memberId),
    skill: node.data.skill,
  };
  const facts = [
    ...(priority === "normal" ? [] : [choiceWord(t, priority)]),
    ...(hours === "always" ? [] : [t("editor.cards.withinHours")]),
    ...(untaken.length > 0 ? [t("editor.cards.untaken", { count: untaken.length })] : []),
  ];
  return (
    <>
      {text !== undefined && <Bubble node={node} path="/text" text={text} selected={selected} />}
      <div className={classes.muted}>
        {t("editor.cards.handedTo", { who: names[assignTo] || choiceWord(t, assignTo) })}
      </div>
      {facts.length > 0 && <div className={classes.muted}>{facts.join(" · ")}</div>}
      {note && <div className={classes.muted}>{note}</div>}
    </>
  );
}
