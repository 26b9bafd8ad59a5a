import type { Durations } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";

/** Returns what writes the 90th percentile of durations; nothing where there is none. */
export function useWithin90(): (durations: Durations) => string | undefined {
  const { t } = useTranslation();
  const { duration } = useFormats();
  return ({ p90 }) => (p90 === undefined ? undefined : t("reports.p90", { time: duration(p90) }));
}
