import { type ReplyOf, routes } from "@chatloom/api-schema";
import { Badge, Button, EmptyState, Group, ScrollArea, Stack, Text } from "@mantine/core";
import { IconHistory, IconMessages } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useFlowList } from "../../api/use-flow-list.ts";
import { useMay } from "../../session/use-me.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { showProblem } from "../../ui/show-problem.ts";
import { moment } from "../../words/formats.ts";
import { BehaviourDialog } from "../behaviour/behaviour-dialog.tsx";
import { restore } from "../commands/whole-flow.ts";
import { useEditor } from "../state/editor-store.ts";
import { CanaryCard } from "./canary-card.tsx";
import { CompareVersions } from "./compare-versions.tsx";
import classes from "./panels.module.css";

type Version = ReplyOf<typeof routes.flows.listVersions>["items"][number];

/** Lists the published versions: look at one, compare it, or make it the draft again (which can be undone). */
export function VersionsPanel({
  onView,
  saveNow,
}: {
  readonly onView: (version: number) => void;
  readonly saveNow: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const flowId = useEditor((editor) => editor.flowId);
  const versions = useQuery({
    queryKey: ["flows", flowId, "versions"],
    queryFn: () => call(routes.flows.listVersions, { params: { flowId } }),
  });
  const [compared, setCompared] = useState<number>();
  const [trying, setTrying] = useState(false);
  const canary = useFlowList().data?.items.find((it) => it.id === flowId)?.canary;
  const maySee = useMay("inbox.answer");
  if (!versions.data) {
    return <Awaiting of={versions} m="md" />;
  }
  const { items } = versions.data;
  if (items.length === 0) {
    return (
      <EmptyState
        p="lg"
        size="sm"
        icon={<IconHistory size={34} stroke={1.4} />}
        title={t("editor.versions.none")}
        description={t("editor.versions.noneHint")}
      />
    );
  }
  if (compared !== undefined) {
    return (
      <CompareVersions
        key={compared}
        version={compared}
        versions={items.map((it) => it.version)}
        onBack={() => setCompared(undefined)}
      />
    );
  }
  return (
    <ScrollArea h="100%" type="auto">
      <Stack gap="xs" p="sm">
        {maySee && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconMessages size={16} />}
            onClick={() => setTrying(true)}
          >
            {t("editor.behaviour.open")}
          </Button>
        )}
        {canary && <CanaryCard canary={canary} />}
        {trying && <BehaviourDialog saveNow={saveNow} onClose={() => setTrying(false)} />}
        {items.map((version) => (
          <VersionRow
            key={version.version}
            version={version}
            onView={onView}
            onCompare={setCompared}
          />
        ))}
      </Stack>
    </ScrollArea>
  );
}

function VersionRow({
  version,
  onView,
  onCompare,
}: {
  readonly version: Version;
  readonly onView: (version: number) => void;
  readonly onCompare: (version: number) => void;
}) {
  const { t } = useTranslation();
  const { flowId, readOnly, edit } = useEditor();

  async function bringBack() {
    const { flow } = await call(routes.flows.readVersion, {
      params: { flowId, version: version.version },
    });
    edit(restore(flow));
  }

  return (
    <div className={classes.version}>
      <Group justify="space-between">
        <Text fw={650}>{t("editor.versions.number", { number: version.version })}</Text>
        {version.openRuns > 0 && (
          <Badge>{t("editor.versions.openRuns", { count: version.openRuns })}</Badge>
        )}
      </Group>
      <Text fz="xs" c="dimmed">
        {[moment(version.publishedAt), version.publishedBy].filter(Boolean).join(" · ")}
      </Text>
      {version.note && (
        <Text fz="sm" mt={4}>
          {version.note}
        </Text>
      )}
      <Group gap="xs" mt={8}>
        <Button size="compact-xs" variant="default" onClick={() => onView(version.version)}>
          {t("editor.versions.view")}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => onCompare(version.version)}>
          {t("editor.versions.compare")}
        </Button>
        <Button
          size="compact-xs"
          variant="light"
          disabled={readOnly}
          onClick={() => void bringBack().catch(showProblem)}
        >
          {t("editor.versions.restore")}
        </Button>
      </Group>
    </div>
  );
}
