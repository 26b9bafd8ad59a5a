import { type FlowSummary, routes } from "@chatloom/api-schema";
import { type ChangeSummary, isUnchanged, summarizeChanges } from "@chatloom/flows-schema";
import { Alert, Button, Checkbox, Group, List, Stack, Text, Textarea } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useFlowApproval } from "../../session/use-approvals.ts";
import { useMay } from "../../session/use-me.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { problemText } from "../../ui/show-problem.ts";
import { BehaviourDialog } from "../behaviour/behaviour-dialog.tsx";
import { useEditor } from "../state/editor-store.ts";
import { endFreshStep } from "../state/fresh-step.ts";
import { useMarks } from "../state/marks-store.ts";
import { useSaving } from "../state/saving-store.ts";
import { FailingTests } from "../tests/failing-tests.tsx";
import { ApprovalPart } from "./approval-part.tsx";
import { ShareField } from "./share-field.tsx";
import { TryIt } from "./try-it.tsx";

/** Publishes the draft as a version. Shows its findings, its changes and what happens to open conversations. */
export function PublishDialog({
  summary,
  onClose,
  onShow,
  saveNow,
}: {
  readonly summary: FlowSummary;
  readonly onClose: () => void;
  readonly onShow: (panel: "findings" | "tests" | "versions") => void;
  readonly saveNow: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const flowId = useEditor((editor) => editor.flowId);
  const findings = useMarks((marks) => marks.findings);
  const errors = findings.filter((it) => it.severity === "error").length;
  useEffect(endFreshStep, []);
  const [note, setNote] = useState("");
  const [activate, setActivate] = useState(true);
  const [moveOpenRuns, setMoveOpenRuns] = useState(false);
  const [share, setShare] = useState<number>();
  const [comparing, setComparing] = useState(false);
  const changes = useChanges(summary.version);
  const unchanged = changes !== undefined && isUnchanged(changes);
  const allowed = useMay("flows.publish");
  const approval = useFlowApproval(flowId);
  const request = approval?.required ? approval.approval : undefined;
  const needsApproval = approval?.required === true && request?.state !== "approved";
  const ask = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      await saveNow();
      return call(routes.flowApprovals.askForApproval, {
        params: { flowId },
        body: { revision: useSaving.getState().revision, note: note || undefined },
      });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["flow-approvals"] }),
  });
  const publish = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      await saveNow();
      return call(routes.flows.publishFlow, {
        params: { flowId },
        body: {
          revision: useSaving.getState().revision,
          activate,
          moveOpenRuns: share === undefined && moveOpenRuns,
          share,
          note: note || undefined,
        },
      });
    },
    onSuccess: async () => {
      // Not the draft: reading it again would replace later edits.
      await client.invalidateQueries({ queryKey: ["flows"], exact: true });
      await client.invalidateQueries({ queryKey: ["flows", flowId, "versions"] });
    },
  });

  if (publish.data) {
    const { version, movedRuns } = publish.data;
    return (
      <Dialog onClose={onClose} title={t("editor.tryIt.title", { number: version })} size="md">
        <Stack>
          {movedRuns > 0 && <Text>{t("editor.publish.moved", { count: movedRuns })}</Text>}
          {!activate && !summary.active && <Text>{t("editor.tryIt.paused")}</Text>}
          {share === undefined ? <TryIt /> : <Text>{t("editor.canary.started", { share })}</Text>}
          <Group justify="flex-end">
            <Button onClick={onClose} data-autofocus>
              {t("common.close")}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    );
  }
  const mayPublish = errors === 0 && !unchanged && summary.canary === undefined;
  const problem = publish.error ?? ask.error;
  if (comparing) {
    return <BehaviourDialog saveNow={saveNow} onClose={() => setComparing(false)} />;
  }
  return (
    <Dialog onClose={onClose} title={t("editor.publish.title")} size="md">
      <Stack>
        {errors > 0 ? (
          <Alert color="red" title={t("editor.publish.errors", { count: errors })}>
            <Button size="compact-sm" variant="default" onClick={() => onShow("findings")}>
              {t("editor.publish.showFindings")}
            </Button>
          </Alert>
        ) : (
          findings.length > 0 && (
            <Alert color="yellow" title={t("editor.publish.warnings", { count: findings.length })}>
              <Button size="compact-sm" variant="default" onClick={() => onShow("findings")}>
                {t("editor.publish.showFindings")}
              </Button>
            </Alert>
          )
        )}
        {summary.canary && (
          <Alert
            color="yellow"
            title={t("editor.canary.running", { number: summary.canary.version })}
          >
            <Button size="compact-sm" variant="default" onClick={() => onShow("versions")}>
              {t("editor.canary.show")}
            </Button>
          </Alert>
        )}
        <FailingTests onShow={() => onShow("tests")} />
        {summary.version === undefined ? (
          <Text c="dimmed">{t("editor.publish.first")}</Text>
        ) : (
          changes && <Changes version={summary.version} changes={changes} />
        )}
        {summary.version !== undefined && (
          <div>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconMessages size={16} />}
              disabled={errors > 0}
              onClick={() => setComparing(true)}
            >
              {t("editor.behaviour.open")}
            </Button>
            <Text fz="xs" c="dimmed">
              {t("editor.behaviour.openHint")}
            </Text>
          </div>
        )}
        <Textarea
          label={t("editor.publish.note")}
          placeholder={t("editor.publish.notePlaceholder")}
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Checkbox
          label={t("editor.publish.activate")}
          checked={activate}
          onChange={({ currentTarget }) => setActivate(currentTarget.checked)}
        />
        {summary.version !== undefined && summary.active && (
          <ShareField share={share} onChange={setShare} />
        )}
        {summary.openRuns > 0 && share === undefined && (
          <Checkbox
            label={t("editor.publish.moveOpenRuns", { count: summary.openRuns })}
            description={t("editor.publish.moveOpenRunsHint")}
            checked={moveOpenRuns}
            onChange={({ currentTarget }) => setMoveOpenRuns(currentTarget.checked)}
          />
        )}
        {request && <ApprovalPart key={request.id} approval={request} />}
        {needsApproval && !request && <Text fz="sm">{t("editor.approval.needed")}</Text>}
        {!allowed && <Text fz="sm">{t("editor.publish.notAllowed")}</Text>}
        {problem && (
          <Alert color="red" role="alert">
            {problemText(problem)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          {needsApproval ? (
            <Button
              disabled={!mayPublish || request?.state === "waiting"}
              loading={ask.isPending}
              onClick={() => ask.mutate()}
            >
              {t("editor.approval.ask")}
            </Button>
          ) : (
            <Button
              disabled={!mayPublish || !allowed || approval === undefined}
              loading={publish.isPending}
              onClick={() => publish.mutate()}
            >
              {t("editor.publish.submit")}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

/** Compares the draft with the newest version; undefined while that is loading. */
function useChanges(version: number | undefined): ChangeSummary | undefined {
  const { flowId, flow } = useEditor();
  const published = useQuery({
    queryKey: ["flows", flowId, "versions", version],
    queryFn: () =>
      call(routes.flows.readVersion, { params: { flowId, version: version as number } }),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return published.data && summarizeChanges(published.data.flow, flow);
}

function Changes({
  version,
  changes,
}: {
  readonly version: number;
  readonly changes: ChangeSummary;
}) {
  const { t } = useTranslation();
  if (isUnchanged(changes)) {
    return <Text>{t("editor.publish.unchanged", { number: version })}</Text>;
  }
  const { added, changed, removed, edges, settings } = changes;
  const lines = [
    added.length > 0 && t("editor.changes.added", { count: added.length }),
    changed.length > 0 && t("editor.changes.changed", { count: changed.length }),
    removed.length > 0 && t("editor.changes.removed", { count: removed.length }),
    edges > 0 && t("editor.changes.edges", { count: edges }),
    settings && t("editor.changes.settings"),
  ].filter((line) => line !== false);
  return (
    <div>
      <Text fw={600} fz="sm">
        {t("editor.changes.since", { number: version })}
      </Text>
      <List fz="sm">
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </div>
  );
}
