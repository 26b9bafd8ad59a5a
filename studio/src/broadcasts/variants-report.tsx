import {
  type Broadcast,
  type BroadcastVariants,
  routes,
  type WinnerMeasure,
  winnerMeasures,
} from "@chatloom/api-schema";
import { Alert, Button, Group, Select, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFormats } from "../figures/use-formats.ts";
import { useVerdict } from "../reports/use-verdict.ts";
import { type VariantColumn, VariantTable } from "../reports/variant-table.tsx";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { longTime } from "../ui/format-time.ts";
import { variantName } from "./plan-content.ts";

const refreshMs = 30_000;
const steps = ["sent", "delivered", "read", "clicked", "replied", "goal"] as const;
type Row = BroadcastVariants["variants"][number];

/** Compares the variants of a broadcast, says which one is better, and lets a member choose the winner. */
export function VariantsReport({ broadcast }: { readonly broadcast: Broadcast }) {
  const { t } = useTranslation();
  const may = useMay("broadcasts.send");
  const { count } = useFormats();
  const verdict = useVerdict();
  const client = useQueryClient();
  const [by, setBy] = useState<WinnerMeasure>(broadcast.trial?.by ?? "replied");
  const { id, state, decision } = broadcast;
  const params = { broadcastId: id };
  const comparison = useQuery({
    queryKey: ["broadcasts", id, "variants", by],
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
    queryFn: () => call(routes.broadcasts.readBroadcastVariants, { params, query: { by } }),
  });
  const { data } = comparison;
  const declare = useMutation({
    mutationFn: (variant: string) =>
      call(routes.broadcasts.declareBroadcastWinner, { params, body: { variant } }),
    onSuccess: async (changed) => {
      client.setQueryData(["broadcasts", id], changed);
      await client.invalidateQueries({ queryKey: ["broadcasts", id] });
    },
  });
  if (!data) {
    return <Awaiting of={comparison} height={120} />;
  }
  const mayDeclare = may && !decision && state !== "sent" && state !== "stopped";
  const columns = steps.map(
    (step): VariantColumn<Row> => ({
      label: t(`broadcasts.lines.${step}`),
      text: (it) => count(it[step]),
      value: (it) => it[step],
      number: true,
    }),
  );
  return (
    <Stack mb="lg">
      <Group align="end" justify="space-between">
        <Select
          w={260}
          allowDeselect={false}
          label={t("broadcasts.winnerBy")}
          value={by}
          onChange={(value) => setBy(winnerMeasures.find((it) => it === value) ?? "replied")}
          data={winnerMeasures.map((value) => ({
            value,
            label: t(`broadcasts.measures.${value}`),
          }))}
        />
        {mayDeclare && (
          <Group gap="xs">
            {data.variants.map(({ id: variant, label }) => (
              <Button
                key={variant}
                variant="light"
                loading={declare.isPending}
                onClick={() =>
                  modals.openConfirmModal({
                    title: t("broadcasts.declareTitle", { name: label }),
                    children: <Text size="sm">{t("broadcasts.declareText")}</Text>,
                    labels: { confirm: t("broadcasts.declareConfirm"), cancel: t("common.cancel") },
                    onConfirm: () => declare.mutate(variant),
                  })
                }
              >
                {t("broadcasts.declare", { name: label })}
              </Button>
            ))}
          </Group>
        )}
      </Group>
      <TrialState broadcast={broadcast} />
      <Text fw={600}>{verdict({ ...data, winner: undefined })}</Text>
      <VariantTable
        judgement={data}
        convertedLabel={t(`broadcasts.measures.${data.by}`)}
        columns={columns}
      />
      {data.rest && (
        <Text size="sm">
          {t("broadcasts.winnerSent", {
            count: data.rest.people,
            sent: count(data.rest.sent),
            clicked: count(data.rest.clicked),
            replied: count(data.rest.replied),
            goal: count(data.rest.goal),
          })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t("broadcasts.variantsNote")}
      </Text>
    </Stack>
  );
}

/** Says how far the choice of the winner is. */
function TrialState({ broadcast }: { readonly broadcast: Broadcast }) {
  const { t, i18n } = useTranslation();
  const { trial, trialEndsAt, decision, undecided, variants = [], state } = broadcast;
  if (decision) {
    const name = variantName(variants.findIndex((it) => it.id === decision.variant));
    const at = longTime(decision.at, i18n.language);
    return (
      <Alert color="loom" role="status">
        {t(`broadcasts.decided.${decision.how}`, { name, by: decision.by ?? "", at })}
      </Alert>
    );
  }
  if (!trial || state === "sent" || state === "stopped") {
    return null;
  }
  if (undecided) {
    return (
      <Alert color="yellow" role="status">
        {t("broadcasts.undecided")}
      </Alert>
    );
  }
  return (
    <Alert color="loom" role="status">
      {trialEndsAt !== undefined
        ? t("broadcasts.decidesAt", { at: longTime(trialEndsAt, i18n.language) })
        : t(trial.hours === undefined ? "broadcasts.decidesByHand" : "broadcasts.trialRuns", {
            share: trial.share,
          })}
    </Alert>
  );
}
