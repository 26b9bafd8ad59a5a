import type { StepFigures } from "@chatloom/api-schema";
import { BarChart } from "@mantine/charts";
import { MultiSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { runsAt } from "../figures/runs-at.ts";
import { useFormats } from "../figures/use-formats.ts";
import { ReportSection } from "./report-section.tsx";
import { stillBars } from "./still-bars.ts";

type Step = StepFigures & { readonly name: string };

/** Shows the number of runs at each step of a path that the member chooses. */
export function Funnel({ steps }: { readonly steps: readonly Step[] }) {
  const { t } = useTranslation();
  const { count, share } = useFormats();
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    steps
      .filter((it) => it.entered > 0)
      .slice(0, 5)
      .map((it) => it.nodeId),
  );
  const rows = chosen.flatMap((id) => steps.find((it) => it.nodeId === id) ?? []);
  const first = rows[0] ? runsAt(rows[0]) : 0;
  return (
    <ReportSection
      title={t("reports.flows.funnel")}
      hint={t("reports.flows.funnelHint")}
      above={
        <MultiSelect
          mb="md"
          label={t("reports.flows.funnelSteps")}
          value={[...chosen]}
          onChange={setChosen}
          data={steps.map((it) => ({ value: it.nodeId, label: it.name }))}
        />
      }
      chart={
        <BarChart
          h={Math.max(120, rows.length * 44)}
          orientation="vertical"
          yAxisProps={{ width: 160 }}
          xAxisProps={{ allowDecimals: false }}
          data={rows.map((it) => ({ name: it.name, runs: runsAt(it) }))}
          dataKey="name"
          series={[{ name: "runs", label: t("reports.flows.runs"), color: "var(--cl-messages)" }]}
          {...stillBars}
        />
      }
      columns={[
        { label: t("reports.flows.step"), text: (it) => it.name, key: (it) => it.nodeId },
        {
          label: t("reports.flows.entered"),
          text: (it) => count(runsAt(it)),
          value: runsAt,
          number: true,
        },
        {
          label: t("reports.flows.ofFirst"),
          text: (it) => share(runsAt(it), first),
          value: (it) => (first === 0 ? "" : runsAt(it) / first),
          number: true,
        },
      ]}
      rows={rows}
    />
  );
}
