import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFormats } from "../figures/use-formats.ts";
import type { Period } from "../figures/use-period.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { momentsOf } from "./moments-of.ts";
import { ReportSection } from "./report-section.tsx";

/** Shows the contacts' satisfaction by member. */
export function SatisfactionTable({
  period,
  timeZone,
}: {
  readonly period: Period;
  readonly timeZone: string;
}) {
  const { t, i18n } = useTranslation();
  const { count, share } = useFormats();
  const average = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const satisfaction = useQuery({
    queryKey: ["report", "satisfaction", period, timeZone],
    queryFn: () =>
      call(routes.satisfaction.readSatisfaction, {
        query: { by: "member", ...momentsOf(period, timeZone) },
      }),
  });
  const { data } = satisfaction;
  if (!data) {
    return <Awaiting of={satisfaction} height={200} />;
  }
  return (
    <ReportSection
      title={t("reports.satisfaction.title")}
      columns={[
        { label: t("reports.team.member"), text: (it) => it.name || t("reports.team.gone") },
        {
          label: t("reports.satisfaction.asked"),
          text: (it) => count(it.asked),
          value: (it) => it.asked,
          number: true,
        },
        {
          label: t("reports.satisfaction.answered"),
          text: (it) => count(it.answered),
          value: (it) => it.answered,
          number: true,
        },
        {
          label: t("reports.satisfaction.positive"),
          text: (it) => share(it.positive, it.answered),
          value: (it) => (it.answered === 0 ? "" : it.positive / it.answered),
          number: true,
        },
        {
          label: t("reports.satisfaction.average"),
          text: (it) => (it.average === undefined ? "–" : average.format(it.average)),
          value: (it) => it.average ?? "",
          number: true,
        },
      ]}
      rows={data.items}
    />
  );
}
