import type { ExperimentJudgement } from "@chatloom/api-schema";
import { BarChart } from "@mantine/charts";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import type { Column } from "./data-table.tsx";
import { ReportSection } from "./report-section.tsx";
import { stillBars } from "./still-bars.ts";

type Variant = ExperimentJudgement["variants"][number];
/** A column of the table of variants. */
export type VariantColumn<Row extends Variant> = Column<Row>;

/** Shows the variants with their rates, and what can be concluded. `columns` stand after the number of people. */
export function VariantTable<Row extends Variant>({
  judgement: { variants, verdict },
  convertedLabel,
  columns = [],
}: {
  readonly judgement: Pick<ExperimentJudgement, "verdict"> & { readonly variants: readonly Row[] };
  readonly convertedLabel?: string;
  readonly columns?: readonly VariantColumn<Row>[];
}) {
  const { t, i18n } = useTranslation();
  const { count, share } = useFormats();
  const points = new Intl.NumberFormat(i18n.language, {
    style: "percent",
    signDisplay: "exceptZero",
    maximumFractionDigits: 1,
  });
  const weights = variants.reduce((sum, it) => sum + it.weight, 0);
  return (
    <ReportSection
      title={t("reports.experiments.chart")}
      chart={
        <BarChart
          h={Math.max(120, variants.length * 52)}
          orientation="vertical"
          yAxisProps={{ width: 140 }}
          data={variants.map((it) => ({ name: it.label, rate: it.rate * 100 }))}
          dataKey="name"
          unit="%"
          series={[
            { name: "rate", label: t("reports.experiments.rate"), color: "var(--cl-messages)" },
          ]}
          {...stillBars}
          valueFormatter={(value) => points.format(value / 100).replace("+", "")}
        />
      }
      startsAs="table"
      columns={[
        {
          label: t("reports.experiments.variant"),
          text: (it: Row) => it.label,
          key: (it: Row) => it.id,
        },
        {
          label: t("reports.experiments.share"),
          text: (it) => share(it.weight, weights),
          value: (it) => it.weight,
          number: true,
        },
        {
          label: t("reports.experiments.people"),
          text: (it) => count(it.people),
          value: (it) => it.people,
          number: true,
        },
        ...columns,
        {
          label: convertedLabel ?? t("reports.experiments.converted"),
          text: (it) => count(it.converted),
          value: (it) => it.converted,
          number: true,
        },
        {
          label: t("reports.experiments.rate"),
          text: (it) => share(it.converted, it.people),
          value: (it) => it.rate,
          number: true,
        },
        {
          label: t("reports.experiments.difference", { name: variants[0]?.label ?? "" }),
          text: ({ difference, interval }) =>
            difference === undefined || interval === undefined || verdict === "tooFew"
              ? "–"
              : `${points.format(difference)} (${t("reports.experiments.interval", {
                  low: points.format(interval.low),
                  high: points.format(interval.high),
                })})`,
          value: (it) => it.difference ?? "",
          number: true,
        },
        {
          label: t("reports.experiments.best"),
          text: (it) => (verdict === "tooFew" ? "–" : share(it.probabilityBest, 1)),
          value: (it) => it.probabilityBest,
          number: true,
        },
      ]}
      rows={variants}
    />
  );
}
