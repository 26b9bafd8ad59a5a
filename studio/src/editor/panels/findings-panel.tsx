import type { Finding } from "@chatloom/flows-schema";
import { Button, EmptyState, ScrollArea } from "@mantine/core";
import { IconAlertTriangle, IconChecks, IconWand } from "@tabler/icons-react";
import { useReactFlow } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { repair } from "../commands/whole-flow.ts";
import { useEditor } from "../editor-store.ts";
import { useMarks } from "../marks-store.ts";
import { findingText } from "./finding-text.ts";
import classes from "./panels.module.css";

/** Everything that is wrong with the flow; a click leads there, another repairs it. */
export function FindingsPanel() {
  const { t } = useTranslation();
  const findings = useMarks((marks) => marks.findings);
  if (findings.length === 0)
    return (
      <EmptyState
        p="lg"
        size="sm"
        icon={<IconChecks size={34} stroke={1.4} />}
        title={t("editor.findingsPanel.none")}
        description={t("editor.findingsPanel.noneHint")}
      />
    );
  return (
    <ScrollArea h="100%" type="auto">
      <ul className={classes.list} aria-label={t("editor.panels.findings")}>
        {findings.map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same finding may come twice at one node
          <FindingRow key={index} finding={finding} />
        ))}
      </ul>
    </ScrollArea>
  );
}

function FindingRow({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  const { fitView } = useReactFlow();
  const readOnly = useEditor((editor) => editor.readOnly);
  const { nodeId, edgeId } = finding;
  return (
    <li className={classes.finding} data-severity={finding.severity}>
      <button
        type="button"
        disabled={!nodeId && !edgeId}
        onClick={() => {
          useEditor.getState().select(nodeId ? [nodeId] : [], edgeId ? [edgeId] : []);
          if (nodeId) void fitView({ nodes: [{ id: nodeId }], maxZoom: 1, duration: 300 });
        }}
      >
        <IconAlertTriangle size={16} aria-label={t(`editor.severities.${finding.severity}`)} />
        <span>{findingText(t, finding)}</span>
      </button>
      {finding.repair && !readOnly && (
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconWand size={13} />}
          onClick={() => {
            if (finding.repair) useEditor.getState().edit(repair(finding.repair));
          }}
        >
          {t(`editor.repairs.${finding.repair.kind}`)}
        </Button>
      )}
    </li>
  );
}
