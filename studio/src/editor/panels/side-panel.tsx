import { ActionIcon, Group, Tabs, Tooltip } from "@mantine/core";
import { IconLayoutSidebarRightCollapse, IconLayoutSidebarRightExpand } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PanelName } from "../toolbar/editor-toolbar.tsx";
import classes from "./side-panel.module.css";

/** The keys of the panels' titles. The first three stand alone, without the tabs of the others. */
export const panelTitles = {
  find: "find.title",
  outline: "editor.outline.title",
  comments: "editor.comments.title",
  step: "editor.panels.step",
  findings: "editor.panels.findings",
  tests: "editor.panels.tests",
  versions: "editor.panels.versions",
} as const;

/** The panel beside the canvas, or below it on a phone: the selected step, findings and versions as tabs. */
export function SidePanel({
  panel,
  onPanel,
  withStep,
  folded,
  onFold,
  children,
}: {
  readonly panel: PanelName;
  readonly onPanel: (panel: PanelName) => void;
  /** Whether a step is selected. */
  readonly withStep: boolean;
  readonly folded: boolean;
  /** Absent where it cannot be folded. */
  readonly onFold?: (folded: boolean) => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const fold = onFold && (
    <Tooltip label={t(folded ? "editor.panels.unfold" : "editor.panels.fold")} position="left">
      <ActionIcon
        m={4}
        aria-label={t(folded ? "editor.panels.unfold" : "editor.panels.fold")}
        aria-expanded={!folded}
        onClick={() => onFold(!folded)}
      >
        {folded ? (
          <IconLayoutSidebarRightExpand size={18} />
        ) : (
          <IconLayoutSidebarRightCollapse size={18} />
        )}
      </ActionIcon>
    </Tooltip>
  );
  if (folded) {
    return fold;
  }
  return (
    <Tabs
      value={panel}
      onChange={(value) => onPanel((value ?? "step") as PanelName)}
      className={classes.tabs ?? ""}
    >
      <Group gap={0} wrap="nowrap">
        <Tabs.List grow flex={1}>
          {panel === "find" || panel === "outline" || panel === "comments" ? (
            <Tabs.Tab value={panel}>{t(panelTitles[panel])}</Tabs.Tab>
          ) : (
            (["step", "findings", "tests", "versions"] as const).map((name) => (
              <Tabs.Tab key={name} value={name} px={8} disabled={name === "step" && !withStep}>
                {t(panelTitles[name])}
              </Tabs.Tab>
            ))
          )}
        </Tabs.List>
        {fold}
      </Group>
      <Tabs.Panel value={panel} className={classes.panel ?? ""}>
        {children}
      </Tabs.Panel>
    </Tabs>
  );
}
