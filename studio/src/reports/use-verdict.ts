import type { ExperimentJudgement } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";

/** A probability is never certain. */
const mostCertain = 0.999;

/** Returns what says in one sentence what the results of an A/B test mean. */
export function useVerdict(): (results: ExperimentJudgement) => string {
  const { t, i18n } = useTranslation();
  const chance = new Intl.NumberFormat(i18n.language, {
    style: "percent",
    maximumFractionDigits: 1,
  });
  const perHundred = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  return ({ variants, verdict, best, lead, winner, leastPeople }) => {
    const of = (id: string | undefined) => variants.find((it) => it.id === id);
    const declared = of(winner);
    if (declared) {
      return t("reports.experiments.declared", { name: declared.label });
    }
    return t(`reports.experiments.say.${verdict}`, {
      count: leastPeople,
      name: of(best)?.label,
      chance: chance.format(Math.min(mostCertain, of(best)?.probabilityBest ?? 0)),
      over: of(lead?.over)?.label,
      low: perHundred.format((lead?.low ?? 0) * 100),
      high: perHundred.format((lead?.high ?? 0) * 100),
    });
  };
}
