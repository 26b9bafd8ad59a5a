import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import { weekdayName } from "../../forms/widgets/weekdays.tsx";
import { timeSpan } from "../../words/formats.ts";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";
import { TemplateText } from "./template-text.tsx";

/** How long or until when. */
export function WaitCard({ node }: CardProps<"wait">) {
  const { t } = useTranslation();
  const { until, duration, dateTime, weekday, time } = node.data;
  return (
    <div className={classes.line}>
      {until === "duration" && duration ? (
        timeSpan(duration)
      ) : (
        <span>
          {choiceWord(t, until)} {until === "dateTime" && <TemplateText text={dateTime ?? "…"} />}
          {until === "weekday" && weekday !== undefined && weekdayName(weekday, "long")} {time}
        </span>
      )}
    </div>
  );
}
