import { type CanaryFigures, type FlowSummary, routes } from "@chatloom/api-schema";
import { Button, Checkbox, Group, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { showProblem } from "../../ui/show-problem.ts";
import { moment } from "../../words/formats.ts";
import { useEditor } from "../state/editor-store.ts";
import { ShareInput } from "../toolbar/share-field.tsx";
import classes from "./panels.module.css";

const figures = ["runs", "completed", "goals", "handoffs", "errors", "dropped"] as const;
const readEveryMs = 15_000;

/** The version on trial beside the one that the others get, and how the trial ends. */
export function CanaryCard({ canary }: { readonly canary: NonNullable<FlowSummary["canary"]> }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const flowId = useEditor((editor) => editor.flowId);
  const mayEdit = useMay("flows.publish");
  const [share, setShare] = useState(canary.share);
  const [moveOpenRuns, setMoveOpenRuns] = useState(false);
  const params = { flowId };
  const trial = useQuery({
    queryKey: ["flows", flowId, "canary", canary.version],
    queryFn: () => call(routes.flowCanaries.readCanary, { params }),
    refetchInterval: readEveryMs,
  });
  const { data } = trial;
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ["flows"], exact: true });
    await client.invalidateQueries({ queryKey: ["flows", flowId, "versions"] });
  };
  const change = useMutation({
    mutationFn: () => call(routes.flowCanaries.changeCanary, { params, body: { share } }),
    onSuccess: refresh,
    onError: showProblem,
  });
  const end = useMutation({
    mutationFn: (how: "finishCanary" | "rollBackCanary") =>
      call(routes.flowCanaries[how], { params, body: { moveOpenRuns } }),
    onSuccess: refresh,
    onError: showProblem,
  });

  return (
    <section className={classes.version} aria-label={t("editor.canary.title")}>
      <Text fw={650}>{t("editor.canary.on", { number: canary.version, share: canary.share })}</Text>
      <Text fz="xs" c="dimmed">
        {[moment(canary.startedAt), canary.by].join(" · ")}
      </Text>
      <Awaiting of={trial} size="sm" />
      {data && (
        <>
          <Figures stable={data.stable} canary={data.canary} />
          <Text fz="xs" c="dimmed">
            {t("editor.canary.since", { time: moment(data.since) })}
          </Text>
        </>
      )}
      {mayEdit && (
        <>
          <Group gap="xs" align="flex-end" mt={8}>
            <ShareInput share={share} onChange={setShare} />
            <Button
              variant="default"
              disabled={share === canary.share}
              loading={change.isPending}
              onClick={() => change.mutate()}
            >
              {t("editor.canary.change")}
            </Button>
          </Group>
          <Checkbox
            mt={8}
            size="sm"
            label={t("editor.canary.move")}
            checked={moveOpenRuns}
            onChange={({ currentTarget }) => setMoveOpenRuns(currentTarget.checked)}
          />
          <Group gap="xs" mt={8}>
            <Button loading={end.isPending} onClick={() => end.mutate("finishCanary")}>
              {t("editor.canary.finish")}
            </Button>
            <Button
              variant="light"
              color="red"
              loading={end.isPending}
              onClick={() => end.mutate("rollBackCanary")}
            >
              {t("editor.canary.rollBack")}
            </Button>
          </Group>
        </>
      )}
    </section>
  );
}

function Figures({
  stable,
  canary,
}: {
  readonly stable: CanaryFigures;
  readonly canary: CanaryFigures;
}) {
  const { t, i18n } = useTranslation();
  const shown = (of: CanaryFigures, name: (typeof figures)[number]) => {
    const count = of[name].toLocaleString(i18n.language);
    const part = (of[name] / of.runs).toLocaleString(i18n.language, {
      style: "percent",
      maximumFractionDigits: 0,
    });
    return name === "runs" || of.runs === 0 ? count : `${count} (${part})`;
  };
  return (
    <Table fz="sm" mt={6} verticalSpacing={2}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("editor.canary.figure")}</Table.Th>
          <Table.Th>{t("editor.versions.number", { number: stable.version })}</Table.Th>
          <Table.Th>{t("editor.versions.number", { number: canary.version })}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {figures.map((name) => (
          <Table.Tr key={name}>
            <Table.Th fw={400}>{t(`editor.canary.figures.${name}`)}</Table.Th>
            <Table.Td>{shown(stable, name)}</Table.Td>
            <Table.Td>{shown(canary, name)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
