import { addressOf, type ListedFigure, pages, type ReplyOf, routes } from "@chatloom/api-schema";
import type { Flow } from "@chatloom/flows-schema";
import { Anchor, Group, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { call } from "../api/call.ts";
import { useFlowList } from "../api/use-flow-list.ts";
import { nodeName } from "../editor/state/node-words.ts";
import { BehindDrawer } from "../figures/behind-drawer.tsx";
import { runsAt } from "../figures/runs-at.ts";
import { useFormats } from "../figures/use-formats.ts";
import { type Period, usePeriod } from "../figures/use-period.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { FigureCard } from "./figure-card.tsx";
import { FlowAnswers } from "./flow-answers.tsx";
import { Funnel } from "./funnel.tsx";
import { ReportSection } from "./report-section.tsx";
import { StandingNote } from "./standing-note.tsx";

type Report = ReplyOf<typeof routes.reports.readFlowReport>;
type Step = Report["steps"][number] & { readonly name: string };

/** Shows the figures of each step of a flow, with its versions side by side. */
export function FlowsTab() {
  const { t } = useTranslation();
  const { period, awaited } = usePeriod();
  const flows = useFlowList();
  const { data: list } = flows;
  const [search, setSearch] = useSearchParams();
  const [version, setVersion] = useState<string | null>(null);
  const published = list?.items.filter((it) => it.version !== undefined) ?? [];
  const flowId = search.get("flow") ?? published[0]?.id;
  const flow = useQuery({
    queryKey: ["flows", flowId, "draft-of-report"],
    enabled: flowId !== undefined,
    queryFn: () => call(routes.flows.readFlow, { params: { flowId: flowId ?? "" } }),
  });
  const report = useQuery({
    queryKey: ["report", "flow", flowId, period, version],
    enabled: flowId !== undefined && period !== undefined,
    queryFn: () =>
      call(routes.reports.readFlowReport, {
        params: { flowId: flowId ?? "" },
        query: {
          ...(period ?? { from: "", to: "" }),
          version: version === null ? undefined : Number(version),
        },
      }),
  });
  if (list && flowId === undefined) {
    return <Text c="dimmed">{t("reports.flows.none")}</Text>;
  }
  return (
    <Stack gap="lg">
      <Group align="end">
        <Select
          searchable
          allowDeselect={false}
          w={260}
          label={t("reports.flows.choose")}
          value={flowId ?? null}
          data={(list?.items ?? []).map((it) => ({ value: it.id, label: it.name }))}
          onChange={(value) => {
            setVersion(null);
            setSearch((before) => new URLSearchParams([...before].concat([["flow", value ?? ""]])));
          }}
        />
        <Select
          clearable
          w={180}
          label={t("reports.flows.version")}
          placeholder={t("reports.flows.allVersions")}
          value={version}
          onChange={setVersion}
          data={(report.data?.versions ?? []).map((it) => ({
            value: String(it.version),
            label: t("reports.flows.name", { number: it.version }),
          }))}
        />
        {flowId !== undefined && (
          <Anchor component={Link} to={addressOf(pages.flow, { flowId })} pb={8}>
            {t("reports.flows.open")}
          </Anchor>
        )}
      </Group>
      {report.data && flow.data && period && flowId !== undefined ? (
        <FlowFigures
          key={flowId}
          report={report.data}
          draft={flow.data.draft}
          period={period}
          filter={{ flowId, version: version === null ? undefined : Number(version) }}
        />
      ) : (
        <Awaiting of={[...awaited, flows, flow, report]} height={360} />
      )}
    </Stack>
  );
}

function FlowFigures({
  report,
  draft,
  period,
  filter,
}: {
  readonly report: Report;
  readonly draft: Flow;
  readonly period: Period;
  readonly filter: { readonly flowId: string; readonly version?: number | undefined };
}) {
  const { t } = useTranslation();
  const { count, share, duration } = useFormats();
  const [behind, setBehind] = useState<{ nodeId: string; figure: ListedFigure }>();
  const nodes = new Map(draft.nodes.map((it, index) => [it.id, { node: it, index }]));
  const steps: readonly Step[] = report.steps
    .map((it) => {
      const known = nodes.get(it.nodeId);
      const name = known
        ? nodeName(t, known.node)
        : `${t("reports.flows.formerStep")} ${it.nodeId}`;
      return { ...it, name, place: known?.index ?? draft.nodes.length };
    })
    // Of steps that as many runs reach, those at the beginning of the flow come first.
    .sort((a, b) => runsAt(b) - runsAt(a) || a.place - b.place);
  const number = (label: string, of: (it: Step) => number, figure?: ListedFigure) => ({
    label,
    text: (it: Step) => count(of(it)),
    value: of,
    number: true,
    open: figure
      ? (it: Step) => (of(it) > 0 ? () => setBehind({ nodeId: it.nodeId, figure }) : undefined)
      : undefined,
  });
  return (
    <>
      <StandingNote standing={report} />
      <SimpleGrid cols={{ base: 2, sm: 3 }}>
        <FigureCard label={t("reports.flows.runs")} value={count(report.runs)} />
        <FigureCard
          label={t("reports.flows.completed")}
          value={share(report.completed, report.runs)}
        />
        <FigureCard
          label={t("reports.flows.dropped")}
          value={count(steps.reduce((sum, it) => sum + it.dropped, 0))}
        />
      </SimpleGrid>
      <ReportSection
        title={t("reports.flows.steps")}
        columns={[
          { label: t("reports.flows.step"), text: (it) => it.name, key: (it) => it.nodeId },
          number(t("reports.flows.entered"), runsAt, "entered"),
          {
            label: t("reports.flows.ofRuns"),
            text: (it) => share(runsAt(it), report.runs),
            value: (it) => (report.runs === 0 ? "" : runsAt(it) / report.runs),
            number: true,
          },
          number(t("reports.flows.dropped"), (it) => it.dropped, "dropped"),
          number(t("reports.flows.failed"), (it) => it.failed, "stepFailed"),
          number(t("reports.flows.waiting"), (it) => it.waiting),
          {
            label: t("reports.flows.stay"),
            text: (it) => duration(it.stay.p50),
            value: (it) => it.stay.p50 ?? "",
            number: true,
          },
        ]}
        rows={steps}
      />
      <Funnel steps={steps} />
      <FlowAnswers period={period} filter={filter} />
      <ReportSection
        title={t("reports.flows.versions")}
        columns={[
          {
            label: t("reports.flows.version"),
            text: (it) => t("reports.flows.name", { number: it.version }),
            value: (it) => it.version,
          },
          ...(["runs", "completed", "dropped"] as const).map((name) => ({
            label: t(`reports.flows.${name}`),
            text: (it: Report["versions"][number]) =>
              name === "runs" ? count(it.runs) : `${count(it[name])} (${share(it[name], it.runs)})`,
            value: (it: Report["versions"][number]) => it[name],
            number: true,
          })),
        ]}
        rows={report.versions}
      />
      <BehindDrawer
        figure={behind?.figure}
        period={period}
        filter={{ ...filter, nodeId: behind?.nodeId }}
        onClose={() => setBehind(undefined)}
      />
    </>
  );
}
