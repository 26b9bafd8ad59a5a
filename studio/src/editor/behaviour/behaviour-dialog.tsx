import { comparedCounts, type FlowComparison, routes } from "@chatloom/api-schema";
import { Alert, Button, EmptyState, Group, SegmentedControl, Text } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useLive, useLiveReturn } from "../../api/live.ts";
import { useMay } from "../../session/use-me.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { JobProgress } from "../../ui/job-progress.tsx";
import { problemText, showProblem } from "../../ui/show-problem.ts";
import { useNarrow } from "../../ui/use-narrow.ts";
import { moment } from "../../words/formats.ts";
import { useEditor } from "../state/editor-store.ts";
import { useSaving } from "../state/saving-store.ts";
import classes from "./behaviour.module.css";
import { ComparedView } from "./compared-view.tsx";

/** Replays real conversations against the draft, and shows which would now be answered differently. */
export function BehaviourDialog({
  onClose,
  saveNow,
}: {
  readonly onClose: () => void;
  readonly saveNow: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const narrow = useNarrow();
  const mayStart = useMay("flows.edit");
  const flowId = useEditor((editor) => editor.flowId);
  const revision = useSaving((saving) => saving.revision);
  const [count, setCount] = useState<(typeof comparedCounts)[number]>(50);
  const params = { flowId };
  const queryKey = ["flows", flowId, "comparison"];
  const refresh = () => void client.invalidateQueries({ queryKey });
  const { data, error } = useQuery({
    queryKey,
    queryFn: () => call(routes.flowComparisons.readFlowComparison, { params }),
  });
  useLive("job.updated", (job) => job.kind === "compareFlow" && refresh());
  useLiveReturn(refresh);
  const start = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      await saveNow();
      return call(routes.flowComparisons.startFlowComparison, {
        params,
        body: { conversations: count },
      });
    },
    onSuccess: refresh,
  });
  const stop = useMutation({
    mutationFn: (jobId: string) => call(routes.jobs.stopJob, { params: { jobId } }),
    onSuccess: refresh,
    onError: showProblem,
  });
  const comparison = data?.comparison;
  const running = comparison?.job.state === "running";
  const problem = start.error ?? error;

  return (
    <Dialog onClose={onClose} title={t("editor.behaviour.title")} size="64rem" fullScreen={narrow}>
      <div className={classes.dialog}>
        {mayStart && !running && (
          <Group gap="sm">
            <Text fz="sm">{t("editor.behaviour.newest")}</Text>
            <SegmentedControl
              aria-label={t("editor.behaviour.newest")}
              size="xs"
              value={String(count)}
              onChange={(value) =>
                setCount(comparedCounts.find((it) => String(it) === value) ?? 50)
              }
              data={comparedCounts.map(String)}
            />
            <Button loading={start.isPending} onClick={() => start.mutate()}>
              {t(comparison ? "editor.behaviour.again" : "editor.behaviour.start")}
            </Button>
          </Group>
        )}
        {problem && (
          <Alert color="red" role="alert">
            {problemText(problem)}
          </Alert>
        )}
        {comparison && comparison.job.state !== "done" && (
          <JobProgress
            job={comparison.job}
            label={t("editor.behaviour.running")}
            onStop={mayStart ? () => stop.mutate(comparison.job.id) : undefined}
          />
        )}
        {comparison ? (
          <Comparison comparison={comparison} changed={comparison.revision !== revision} />
        ) : (
          data && (
            <EmptyState
              icon={<IconMessages size={40} stroke={1.4} />}
              title={t("editor.behaviour.none")}
              description={t("editor.behaviour.noneHint")}
            />
          )
        )}
      </div>
    </Dialog>
  );
}

function Comparison({
  comparison,
  changed,
}: {
  readonly comparison: FlowComparison;
  readonly changed: boolean;
}) {
  const { t } = useTranslation();
  const { items, same, different, unclear, createdAt, by, job, id } = comparison;
  const [chosen, setChosen] = useState<string>();
  const shown = chosen ?? items.find((it) => it.state === "different")?.conversationId;
  if (job.state === "done" && items.length === 0) {
    return (
      <EmptyState
        icon={<IconMessages size={40} stroke={1.4} />}
        title={t("editor.behaviour.nobody")}
        description={t("editor.behaviour.nobodyHint")}
      />
    );
  }
  return (
    <>
      <div role="status">
        <Text fw={600}>
          {[
            t("editor.behaviour.different", { count: different }),
            t("editor.behaviour.same", { count: same }),
            unclear > 0 && t("editor.behaviour.unclear", { count: unclear }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        <Text fz="xs" c="dimmed">
          {[moment(createdAt), by].join(" · ")}
        </Text>
      </div>
      {changed && <Alert color="yellow">{t("editor.behaviour.changed")}</Alert>}
      <div className={classes.parts}>
        <ul className={classes.list} aria-label={t("editor.behaviour.list")}>
          {items.map((item) => (
            <li key={item.conversationId}>
              <button
                type="button"
                aria-pressed={item.conversationId === shown}
                data-state={item.state}
                onClick={() => setChosen(item.conversationId)}
              >
                <strong>{item.contactName || t("inbox.someone")}</strong>
                <span>{t(`editor.behaviour.states.${item.state}`)}</span>
                <small>{moment(item.at)}</small>
              </button>
            </li>
          ))}
        </ul>
        {shown && <ComparedView key={`${id} ${shown}`} comparisonId={id} conversationId={shown} />}
      </div>
    </>
  );
}
