import { Button, Drawer, Tabs } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useNarrow } from "../ui/use-narrow.ts";
import { FlowCanvas } from "./canvas/flow-canvas.tsx";
import { NodeChooser } from "./canvas/node-chooser.tsx";
import { NodeMenu } from "./canvas/node-menu.tsx";
import { useReveal } from "./canvas/use-viewport.ts";
import { placeNode } from "./commands/add-node.ts";
import { FindingsPanel } from "./panels/findings-panel.tsx";
import { Inspector } from "./panels/inspector.tsx";
import { VersionsPanel } from "./panels/versions-panel.tsx";
import { ConflictDialog } from "./saving/conflict-dialog.tsx";
import { useEditor } from "./state/editor-store.ts";
import classes from "./toolbar/editor.module.css";
import { EditorToolbar, type PanelName } from "./toolbar/editor-toolbar.tsx";
import { useEditorKeys } from "./use-editor-keys.ts";

const SimulatorPanel = lazy(async () => ({
  default: (await import("./simulator/simulator-panel.tsx")).SimulatorPanel,
}));

/** Palette, canvas and panels beside each other; on a phone the panels come up from below. */
export function EditorLayout({
  version,
  savedByOther,
  onReload,
  saveNow,
}: {
  readonly version: number;
  readonly savedByOther: string | undefined;
  readonly onReload: () => void;
  readonly saveNow: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const readOnly = useEditor((editor) => editor.readOnly);
  const flowId = useEditor((editor) => editor.flowId);
  const reveal = useReveal();
  const [panel, setPanel] = useState<PanelName | undefined>(narrow ? undefined : "step");
  const [palette, setPalette] = useState(false);
  const [testStart, setTestStart] = useState<{ nodeId: string; at: number }>();
  const saveKey = useCallback(() => void saveNow(), [saveNow]);
  useEditorKeys(saveKey);

  const testFrom = (nodeId: string) => {
    setTestStart({ nodeId, at: Date.now() });
    setPanel("test");
  };
  const choose = (type: Parameters<typeof placeNode>[0]) => {
    reveal(placeNode(type));
    setPalette(false);
    if (!narrow && panel === undefined) setPanel("step");
  };
  const panels: Record<PanelName, () => ReactNode> = {
    step: () => <Inspector onTestFrom={testFrom} />,
    test: () => (
      <Suspense>
        <SimulatorPanel start={testStart} />
      </Suspense>
    ),
    findings: () => <FindingsPanel />,
    versions: () => (
      <VersionsPanel onView={(number) => void navigate(`/flows/${flowId}?version=${number}`)} />
    ),
  };
  const content = panel && (
    <Tabs
      value={panel}
      onChange={(value) => setPanel((value ?? undefined) as PanelName | undefined)}
      className={classes.tabs ?? ""}
    >
      <Tabs.List grow>
        {(["step", "test", "findings", "versions"] as const).map((name) => (
          <Tabs.Tab key={name} value={name} px={8}>
            {t(`editor.panels.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={panel} className={classes.panel ?? ""}>
        {panels[panel]()}
      </Tabs.Panel>
    </Tabs>
  );

  return (
    <div className={classes.editor}>
      <EditorToolbar
        panel={panel}
        onPanel={setPanel}
        onPalette={narrow && !readOnly ? () => setPalette(true) : undefined}
        version={version}
        saveNow={saveNow}
      />
      {version > 0 && (
        <div className={classes.banner} role="status">
          {t("editor.versions.viewing", { number: version })}
          <Button size="compact-xs" onClick={() => void navigate(`/flows/${flowId}`)}>
            {t("editor.versions.backToDraft")}
          </Button>
        </div>
      )}
      {savedByOther !== undefined && (
        <div className={classes.banner} role="status">
          {t("editor.savedByOther")}
          <Button size="compact-xs" onClick={onReload}>
            {t("editor.loadChanges")}
          </Button>
        </div>
      )}
      <div className={classes.work}>
        {!narrow && !readOnly && (
          <aside className={classes.palette} aria-label={t("editor.palette.label")}>
            <NodeChooser draggable onChoose={choose} />
          </aside>
        )}
        <section className={classes.canvas} aria-label={t("editor.canvas.label")}>
          <FlowCanvas
            onOpenNode={() => setPanel("step")}
            onClickNode={narrow ? () => setPanel("step") : undefined}
          />
        </section>
        {!narrow && content && (
          <aside className={classes.side} aria-label={t("editor.panels.label")}>
            {content}
          </aside>
        )}
      </div>
      {narrow && (
        <>
          <Drawer
            opened={panel !== undefined}
            onClose={() => setPanel(undefined)}
            position="bottom"
            size="72%"
            padding={0}
            withCloseButton={false}
            aria-label={t("editor.panels.label")}
            classNames={{ body: classes.sheet ?? "" }}
          >
            {content}
          </Drawer>
          <Drawer
            opened={palette}
            onClose={() => setPalette(false)}
            position="bottom"
            size="72%"
            padding={0}
            withCloseButton={false}
            aria-label={t("editor.palette.label")}
            classNames={{ body: classes.sheet ?? "" }}
          >
            <NodeChooser onChoose={choose} />
          </Drawer>
        </>
      )}
      <NodeMenu onOpenNode={() => setPanel("step")} onTestFrom={testFrom} />
      <ConflictDialog onReload={onReload} />
    </div>
  );
}
