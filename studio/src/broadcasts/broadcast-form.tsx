import { addressOf, type Broadcast, type BroadcastPlan, pages, routes } from "@chatloom/api-schema";
import {
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../api/call.ts";
import { useSegments } from "../api/use-definitions.ts";
import { useMay } from "../session/use-me.ts";
import { Section } from "../ui/section.tsx";
import { isComplete, isWhole } from "./plan-content.ts";
import { ReachPreview } from "./reach-preview.tsx";
import { StartTime } from "./start-time.tsx";
import { VariantsEditor } from "./variants-editor.tsx";

/** Plans a broadcast: what, to whom, when. Shows at once who is reached. */
export function BroadcastForm({ broadcast }: { readonly broadcast: Broadcast | undefined }) {
  const { t } = useTranslation();
  const may = useMay("broadcasts.send");
  const client = useQueryClient();
  const navigate = useNavigate();
  const [plan, setPlan] = useState<BroadcastPlan>(planOf(broadcast));
  const set = (part: Partial<BroadcastPlan>) => setPlan({ ...plan, ...part });
  const segments = useSegments().data?.items.map((it) => ({ value: it.id, label: it.name })) ?? [];
  const { data: channels } = useQuery({
    queryKey: ["channels"],
    queryFn: () => call(routes.channels.listChannels),
  });
  const complete = isComplete(plan);

  const save = useMutation({
    mutationFn: async (sends: { readonly first?: number } | undefined) => {
      const body = plan;
      const saved = broadcast
        ? await call(routes.broadcasts.updateBroadcast, {
            params: { broadcastId: broadcast.id },
            body,
          })
        : await call(routes.broadcasts.createBroadcast, { body });
      const params = { broadcastId: saved.id };
      return sends ? call(routes.broadcasts.sendBroadcast, { params, body: sends }) : saved;
    },
    onSuccess: async (saved) => {
      client.setQueryData(["broadcasts", saved.id], saved);
      await client.invalidateQueries({ queryKey: ["broadcasts"], exact: true });
      await navigate(addressOf(pages.broadcast, { broadcastId: saved.id }), { replace: true });
    },
  });
  const confirm = (sends: { readonly first?: number }) =>
    modals.openConfirmModal({
      title: t(plan.at === undefined ? "broadcasts.confirmNow" : "broadcasts.confirmLater"),
      children: <ReachPreview plan={plan} />,
      labels: { confirm: t("broadcasts.send"), cancel: t("common.cancel") },
      onConfirm: () => save.mutate(sends),
    });

  return (
    <>
      <Section title={t("broadcasts.what")}>
        <Stack maw={560}>
          <TextInput
            required
            maxLength={120}
            label={t("broadcasts.name")}
            value={plan.name}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          />
          <VariantsEditor plan={plan} onChange={setPlan} />
          <Checkbox
            label={t("broadcasts.countClicks")}
            description={t("broadcasts.countClicksHint")}
            checked={plan.countClicks === true}
            onChange={({ currentTarget }) =>
              setPlan(withOption(plan, "countClicks", currentTarget.checked || undefined))
            }
          />
          <TextInput
            maxLength={120}
            label={t("broadcasts.goal")}
            description={t("broadcasts.goalHint")}
            value={plan.goal ?? ""}
            onChange={({ currentTarget }) =>
              setPlan(withOption(plan, "goal", currentTarget.value || undefined))
            }
          />
        </Stack>
      </Section>
      <Section title={t("broadcasts.whom")}>
        <Stack maw={560}>
          <MultiSelect
            searchable
            label={t("broadcasts.segments")}
            placeholder={plan.segmentIds.length === 0 ? t("broadcasts.everyone") : ""}
            value={plan.segmentIds}
            onChange={(segmentIds) => set({ segmentIds })}
            data={segments}
          />
          <MultiSelect
            searchable
            label={t("broadcasts.excluded")}
            value={plan.excludedSegmentIds}
            onChange={(excludedSegmentIds) => set({ excludedSegmentIds })}
            data={segments}
          />
          <MultiSelect
            label={t("broadcasts.channels")}
            description={t("broadcasts.channelsHint")}
            placeholder={plan.channelIds.length === 0 ? t("broadcasts.anyChannel") : ""}
            value={plan.channelIds}
            onChange={(channelIds) => set({ channelIds })}
            data={channels?.items.map((it) => ({ value: it.id, label: it.name })) ?? []}
          />
          <NumberInput
            min={1}
            max={90}
            allowDecimal={false}
            label={t("broadcasts.rest")}
            description={t("broadcasts.restHint")}
            value={plan.restDays ?? ""}
            onChange={(value) => setPlan(withNumber(plan, "restDays", value))}
          />
          <NumberInput
            min={1}
            max={50}
            suffix=" %"
            allowDecimal={false}
            label={t("broadcasts.holdout")}
            description={t("broadcasts.holdoutHint")}
            value={plan.holdout ?? ""}
            onChange={(value) => setPlan(withNumber(plan, "holdout", value))}
          />
        </Stack>
        {(plan.variants ?? [plan]).every(isWhole) && <ReachPreview plan={plan} />}
      </Section>
      <Section title={t("broadcasts.when")}>
        <Stack maw={560}>
          <StartTime
            at={plan.at}
            local={plan.atLocalTime === true}
            onChange={(at, local) => setPlan(withTime(plan, at, local))}
          />
          <Checkbox
            label={t("broadcasts.weekly")}
            description={t("broadcasts.weeklyHint")}
            checked={plan.repeat === "weekly"}
            onChange={({ currentTarget }) =>
              setPlan(withOption(plan, "repeat", currentTarget.checked ? "weekly" : undefined))
            }
          />
          <NumberInput
            min={1}
            max={100_000}
            allowDecimal={false}
            label={t("broadcasts.perMinute")}
            description={t("broadcasts.perMinuteHint")}
            value={plan.perMinute ?? ""}
            onChange={(value) => setPlan(withNumber(plan, "perMinute", value))}
          />
        </Stack>
      </Section>
      {may && (
        <Group>
          <Button disabled={!complete} loading={save.isPending} onClick={() => confirm({})}>
            {t(plan.at === undefined ? "broadcasts.sendNow" : "broadcasts.schedule")}
          </Button>
          <Button
            variant="default"
            disabled={!complete}
            loading={save.isPending}
            onClick={() => confirm({ first: 100 })}
          >
            {t("broadcasts.sendFirst", { count: 100 })}
          </Button>
          <Button
            variant="default"
            disabled={!complete}
            loading={save.isPending}
            onClick={() => save.mutate(undefined)}
          >
            {t("broadcasts.save")}
          </Button>
        </Group>
      )}
      <Text size="sm" c="dimmed" mt="sm">
        {t("broadcasts.consentHint")}
      </Text>
    </>
  );
}

function planOf(broadcast: Broadcast | undefined): BroadcastPlan {
  if (!broadcast) {
    return { name: "", flowId: "", segmentIds: [], excludedSegmentIds: [], channelIds: [] };
  }
  const {
    id: _id,
    state: _state,
    job: _job,
    trialEndsAt: _trialEndsAt,
    undecided: _undecided,
    decision: _decision,
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    ...plan
  } = broadcast;
  return plan;
}

function withNumber(
  plan: BroadcastPlan,
  name: "restDays" | "perMinute" | "holdout",
  value: string | number,
): BroadcastPlan {
  return withOption(plan, name, typeof value === "number" ? value : undefined);
}

function withOption<K extends keyof BroadcastPlan>(
  plan: BroadcastPlan,
  name: K,
  value: BroadcastPlan[K] | undefined,
): BroadcastPlan {
  const { [name]: _, ...rest } = plan;
  return (value === undefined ? rest : { ...rest, [name]: value }) as BroadcastPlan;
}

function withTime(plan: BroadcastPlan, at: string | undefined, local: boolean): BroadcastPlan {
  return withOption(withOption(plan, "at", at), "atLocalTime", local || undefined);
}
