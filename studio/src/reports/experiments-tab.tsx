import { addressOf, type ExperimentResults, pages, routes } from "@chatloom/api-schema";
import { Alert, Anchor, Button, EmptyState, Group, Select, Stack, Text } from "@mantine/core";
import { IconArrowsSplit2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { call } from "../api/call.ts";
import { useFormats } from "../figures/use-formats.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { ChoosePeople, type ChosenPeople } from "./choose-people.tsx";
import { useVerdict } from "./use-verdict.ts";
import { type VariantColumn, VariantTable } from "./variant-table.tsx";

type Variant = ExperimentResults["variants"][number];

const refreshMs = 30_000;
/** Chance makes such an uneven split in one of a thousand tests. */
const unevenChance = 0.001;

/** Shows the results of A/B tests. */
export function ExperimentsTab() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const listed = useQuery({
    queryKey: ["experiments"],
    queryFn: () => call(routes.experiments.listExperiments),
  });
  const { data: list } = listed;
  if (!list) {
    return <Awaiting of={listed} height={360} />;
  }
  const asked = search.get("experiment");
  const chosen = list.items.find((it) => keyOf(it) === asked) ?? list.items[0];
  if (!chosen) {
    return (
      <EmptyState
        icon={<IconArrowsSplit2 size={40} stroke={1.4} />}
        title={t("reports.experiments.none")}
        description={t("reports.experiments.noneHint")}
      >
        <EmptyState.Actions>
          <Button component={Link} to={pages.flows}>
            {t("reports.experiments.flows")}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    );
  }
  const { flowId, nodeId } = chosen;
  return (
    <Stack gap="lg">
      <Group align="end">
        <Select
          searchable
          allowDeselect={false}
          w={360}
          label={t("reports.experiments.choose")}
          value={keyOf(chosen)}
          onChange={(value) =>
            setSearch((before) => {
              const next = new URLSearchParams(before);
              next.set("experiment", value ?? "");
              return next;
            })
          }
          data={list.items.map((it) => ({
            value: keyOf(it),
            label: `${it.flowName}: ${it.variants.join(" / ")}`,
          }))}
        />
        <Anchor component={Link} to={addressOf(pages.flow, { flowId }, { node: nodeId })} pb={8}>
          {t("reports.experiments.open")}
        </Anchor>
      </Group>
      <Results key={keyOf(chosen)} flowId={flowId} nodeId={nodeId} />
    </Stack>
  );
}

function keyOf({ flowId, nodeId }: { readonly flowId: string; readonly nodeId: string }): string {
  return `${flowId}/${nodeId}`;
}

function Results({ flowId, nodeId }: { readonly flowId: string; readonly nodeId: string }) {
  const { t } = useTranslation();
  const [goal, setGoal] = useState<string | null>(null);
  const [people, setPeople] = useState<ChosenPeople>({});
  const verdict = useVerdict();
  const { count, share } = useFormats();
  const results = useQuery({
    queryKey: ["experiments", flowId, nodeId, goal, people],
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
    queryFn: () =>
      call(routes.experiments.readExperiment, {
        params: { flowId, nodeId },
        query: { ...people, goal: goal ?? undefined },
      }),
  });
  const { data } = results;
  const learntColumns: VariantColumn<Variant>[] = [
    {
      label: t("reports.experiments.learnt"),
      text: (it) => (it.learnt === undefined ? "–" : share(it.learnt, 1)),
      value: (it) => it.learnt ?? "",
      number: true,
    },
    {
      label: t("reports.experiments.everyone"),
      text: ({ everyone }) =>
        t("reports.experiments.of", {
          part: count(everyone.converted),
          whole: count(everyone.people),
        }),
      value: (it) => it.everyone.people,
      number: true,
    },
  ];
  if (!data) {
    return <Awaiting of={results} height={300} />;
  }
  return (
    <>
      <Group align="end">
        <Select
          w={260}
          label={t("reports.experiments.goal")}
          allowDeselect={false}
          value={goal ?? data.goal ?? ""}
          onChange={setGoal}
          data={[
            { value: "", label: t("reports.experiments.anyGoal") },
            ...[...new Set([...data.goals, ...(data.goal ? [data.goal] : [])])].map((it) => ({
              value: it,
              label: it,
            })),
          ]}
        />
        <ChoosePeople value={people} onChange={setPeople} />
      </Group>
      {data.holdout !== undefined && data.winner === undefined && (
        <Alert color="blue">{t("reports.experiments.learns", { percent: data.holdout })}</Alert>
      )}
      {data.splitChance < unevenChance && (
        <Alert color="red">{t("reports.experiments.uneven")}</Alert>
      )}
      {!data.sticky && <Alert color="yellow">{t("reports.experiments.notSticky")}</Alert>}
      <Text fz="lg" fw={600}>
        {verdict(data)}
      </Text>
      <VariantTable judgement={data} columns={data.holdout === undefined ? [] : learntColumns} />
      <Text size="sm" c="dimmed">
        {t("reports.experiments.note")}
      </Text>
    </>
  );
}
