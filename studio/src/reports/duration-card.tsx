import type { ReportFigures } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { FigureCard } from "./figure-card.tsx";

type DurationFigure = "botAnswer" | "memberAnswer" | "firstAnswer" | "resolution";

/** Shows the median of a time, with the 90th percentile beneath, compared with the period before. */
export function DurationCard({
  figure,
  now,
  before,
}: {
  readonly figure: DurationFigure;
  readonly now: Pick<ReportFigures, DurationFigure>;
  readonly before: Pick<ReportFigures, DurationFigure>;
}) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const { p50, p90 } = now[figure];
  return (
    <FigureCard
      label={t(`reports.figures.${figure}`)}
      value={duration(p50)}
      now={p50}
      before={before[figure].p50}
      note={p90 === undefined ? undefined : t("reports.p90", { time: duration(p90) })}
    />
  );
}
