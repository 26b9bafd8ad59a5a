import type { Finding } from "@chatloom/flows-schema";
import { Button, EmptyState, Group, ScrollArea } from "@mantine/core";
import { IconAlertTriangle, IconChecks, IconWand } from "@tabler/icons-react";
import { useReactFlow } from "@xyflow/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../state/editor-store.ts";
import { findingText, repairText } from "../state/finding-text.ts";
import { endFreshStep } from "../state/fresh-step.ts";
import { useMarks } from "../state/marks-store.ts";
import classes from "./panels.module.css";
import { useRepair } from "./use-repair.ts";

/** Lists the findings of the flow; one click selects the step, another repairs it. */
export function FindingsPanel() {
  const { t } = useTranslation();
  const findings = useMarks((marks) => marks.findings);
  if (findings.length === 0) {
    return (
      <EmptyState
        p="lg"
        size="sm"
        icon={<IconChecks size={34} stroke={1.4} />}
        title={t("editor.findingsPanel.none")}
        description={t("editor.findingsPanel.noneHint")}
      />
    );
  }
  return (
    <ScrollArea h="100%" type="auto">
      <ul className={classes.list} aria-label={t("editor.panels.findings")}>
        {withKeys(findings).map(([key, finding]) => (
          <FindingRow key={key} finding={finding} />
        ))}
      </ul>
    </ScrollArea>
  );
}

/** Each finding keeps its row while others come and go: a click must not land on the one that moved up. */
function withKeys(findings: readonly Finding[]): [string, Finding][] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { code, nodeId, edgeId, port, path } = finding;
    const name = [code, nodeId, edgeId, port, path].join(" ");
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return [`${name} ${before}`, finding];
  });
}

function FindingRow({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  const { fitView } = useReactFlow();
  const mend = useRepair();
  const readOnly = useEditor((editor) => editor.readOnly);
  const { nodeId, edgeId, otherRepair } = finding;
  const { meant } = finding.values;
  return (
    <li className={classes.finding} data-severity={finding.severity}>
      <button
        type="button"
        disabled={!nodeId && !edgeId}
        onClick={() => {
          endFreshStep();
          useEditor.getState().select(nodeId ? [nodeId] : [], edgeId ? [edgeId] : []);
          if (nodeId) {
            void fitView({ nodes: [{ id: nodeId }], maxZoom: 1, duration: 300 });
          }
        }}
      >
        <IconAlertTriangle size={16} aria-label={t(`editor.severities.${finding.severity}`)} />
        <span>{findingText(t, finding)}</span>
      </button>
      {finding.repair && !readOnly && (
        <Group gap={6}>
          <RepairButton onClick={() => mend(finding, finding.repair)}>
            {meant === undefined
              ? repairText(t, finding.repair)
              : t("editor.repairs.useName", { name: meant })}
          </RepairButton>
          {otherRepair && (
            <RepairButton onClick={() => mend(finding, otherRepair)}>
              {repairText(t, otherRepair)}
            </RepairButton>
          )}
        </Group>
      )}
    </li>
  );
}

function RepairButton({
  onClick,
  children,
}: {
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Button
      size="compact-xs"
      variant="light"
      leftSection={<IconWand size={13} />}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
