import { addressOf, pages } from "@chatloom/api-schema";
import type { NodeGroup, NodeTypeId } from "@chatloom/flows-schema";
import { Button } from "@mantine/core";
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useNarrow } from "../ui/use-narrow.ts";
import { useRemembered } from "../ui/use-remembered.ts";
import { FlowCanvas } from "./canvas/flow-canvas.tsx";
import { focusCanvas } from "./canvas/focus-canvas.ts";
import { NodeChooser } from "./canvas/node-chooser.tsx";
import { NodeMenu } from "./canvas/node-menu.tsx";
import { useFindKey } from "./canvas/use-find-key.ts";
import { usePointerPlace } from "./canvas/use-pointer-place.ts";
import { useReveal } from "./canvas/use-viewport.ts";
import { placeNode } from "./commands/add-node.ts";
import { CommentsPanel } from "./comments/comments-panel.tsx";
import { useFlowComments } from "./comments/use-flow-comments.ts";
import classes from "./editor-layout.module.css";
import { FindPanel } from "./find/find-panel.tsx";
import { askToFind, setFind, useFind } from "./find/find-store.ts";
import { OutlinePanel } from "./outline/outline-panel.tsx";
import { Palette } from "./palette/palette.tsx";
import { FindingsPanel } from "./panels/findings-panel.tsx";
import { Inspector } from "./panels/inspector.tsx";
import { Sheet } from "./panels/sheet.tsx";
import sideClasses from "./panels/side-panel.module.css";
import { panelTitles, SidePanel } from "./panels/side-panel.tsx";
import { TestDock } from "./panels/test-dock.tsx";
import { VersionsPanel } from "./panels/versions-panel.tsx";
import type { SimulatorStart } from "./simulator/simulator-panel.tsx";
import { SimulatorPart } from "./simulator-part.tsx";
import { useEditor } from "./state/editor-store.ts";
import { askForFocus } from "./state/focus-request.ts";
import { markOf } from "./state/mark-ids.ts";
import { TestsPanel } from "./tests/tests-panel.tsx";
import { EditorToolbar, type PanelName } from "./toolbar/editor-toolbar.tsx";
import { useEditorKeys } from "./use-editor-keys.ts";

/** Wide enough for a pinned palette, a canvas of 800 pixels and a panel. */
const roomForPalette = 1440;

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
  const withStep = useEditor((editor) =>
    [...editor.selectedNodes].some((it) => markOf(it) === undefined),
  );
  const threads = useFlowComments(flowId);
  const [search] = useSearchParams();
  const reveal = useReveal();
  const pointerPlace = usePointerPlace();
  const [panel, setPanel] = useState<PanelName>(() =>
    useFind.getState().followed ? "find" : search.has("comments") ? "comments" : "step",
  );
  const [sheet, setSheet] = useState<"panel" | "palette" | undefined>(
    search.has("comments") ? "panel" : undefined,
  );
  const [folded, setFolded] = useRemembered("editor.panelFolded", false);
  const [pinned, setPinned] = useRemembered("editor.palettePinned", innerWidth >= roomForPalette);
  const [palette, setPalette] = useState<NodeGroup | "search">();
  const fork = useFork();
  const [testing, setTesting] = useState(fork !== undefined);
  const [testStart, setTestStart] = useState<SimulatorStart | undefined>(fork);

  const showPanel = useCallback(
    (name: PanelName) => {
      setPanel(name);
      setFolded(false);
      setSheet("panel");
      if (name === "find") {
        askToFind();
      }
    },
    [setFolded],
  );
  useEffect(() => setFind({ followed: false }), []);
  useFindKey(useCallback(() => showPanel("find"), [showPanel]));
  const openStep = useCallback(() => showPanel("step"), [showPanel]);
  const clickStep = useCallback(() => {
    // Whoever reads comments goes from step to step.
    setPanel((now) => (now === "comments" ? now : "step"));
    setSheet("panel");
  }, []);
  const openPalette = useCallback(() => {
    if (narrow) {
      return setSheet("palette");
    }
    setPalette("search");
    document.querySelector<HTMLInputElement>("[data-palette-search]")?.focus();
  }, [narrow]);
  useEditorKeys(
    useMemo(
      () => ({ saveNow: () => void saveNow(), openPalette, pointerPlace }),
      [saveNow, openPalette, pointerPlace],
    ),
  );

  const testFrom = (nodeId: string) => {
    setTestStart({ nodeId, at: Date.now() });
    setTesting(true);
  };
  const choose = (type: NodeTypeId, byKeyboard: boolean) => {
    const nodeId = placeNode(type, { near: pointerPlace() });
    if (byKeyboard) {
      askForFocus(nodeId, "firstField");
    }
    reveal(nodeId);
    setPanel("step");
    setPalette(undefined);
    setSheet(undefined);
    if (byKeyboard) {
      setFolded(false);
    }
  };
  const panels: Record<PanelName, () => ReactNode> = {
    step: () => <Inspector onTestFrom={testFrom} onComments={() => showPanel("comments")} />,
    findings: () => <FindingsPanel />,
    find: () => (
      <FindPanel
        onClose={() => {
          setPanel("step");
          setSheet(undefined);
          focusCanvas();
        }}
        onJump={() => setSheet(undefined)}
      />
    ),
    comments: () => <CommentsPanel threads={threads} />,
    outline: () => <OutlinePanel onOpen={openStep} />,
    tests: () => (
      <TestsPanel
        onTalk={() => {
          setTestStart(undefined);
          setSheet(undefined);
          setTesting(true);
        }}
      />
    ),
    versions: () => (
      <VersionsPanel
        saveNow={saveNow}
        onView={(number) => void navigate(addressOf(pages.flow, { flowId }, { version: number }))}
      />
    ),
  };
  const shows = panel !== "step" || withStep;
  const simulator = <SimulatorPart start={testStart} />;

  return (
    <div className={classes.editor}>
      <EditorToolbar
        panel={shows && (narrow ? sheet === "panel" : !folded) ? panel : undefined}
        onPanel={showPanel}
        testing={testing}
        onTest={() => {
          setTestStart(undefined);
          setTesting(!testing);
        }}
        onPalette={narrow && !readOnly ? () => setSheet("palette") : undefined}
        version={version}
        saveNow={saveNow}
      />
      {version > 0 && (
        <div className={classes.banner} role="status">
          {t("editor.versions.viewing", { number: version })}
          <Button
            size="compact-xs"
            onClick={() => void navigate(addressOf(pages.flow, { flowId }))}
          >
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
          <Palette
            pinned={pinned}
            onPin={setPinned}
            open={palette}
            onOpen={setPalette}
            onChoose={choose}
          />
        )}
        <section
          className={classes.canvas}
          aria-label={t("editor.canvas.label")}
          tabIndex={-1}
          data-focus-home
        >
          <FlowCanvas onOpenNode={openStep} onClickNode={clickStep} />
          {!narrow && testing && <TestDock onClose={() => setTesting(false)}>{simulator}</TestDock>}
        </section>
        {!narrow && shows && (
          <aside
            className={sideClasses.side}
            data-folded={folded}
            aria-label={t("editor.panels.label")}
            onKeyDown={leaveByEscape}
          >
            <SidePanel
              panel={panel}
              onPanel={setPanel}
              withStep={withStep}
              folded={folded}
              onFold={setFolded}
            >
              {panels[panel]()}
            </SidePanel>
          </aside>
        )}
      </div>
      {narrow && (
        <>
          <Sheet
            title={t(panelTitles[panel])}
            opened={sheet === "panel" && shows}
            onClose={() => setSheet(undefined)}
          >
            <SidePanel panel={panel} onPanel={setPanel} withStep={withStep} folded={false}>
              {panels[panel]()}
            </SidePanel>
          </Sheet>
          <Sheet title={t("editor.panels.test")} opened={testing} onClose={() => setTesting(false)}>
            {simulator}
          </Sheet>
          <Sheet
            title={t("editor.palette.label")}
            opened={sheet === "palette"}
            onClose={() => setSheet(undefined)}
          >
            <NodeChooser onChoose={choose} />
          </Sheet>
        </>
      )}
      <NodeMenu onOpenNode={openStep} onTestFrom={testFrom} />
    </div>
  );
}

/** The real conversation and its turn that a link from the replay names, to be played against the draft. */
function useFork(): SimulatorStart | undefined {
  const [search] = useSearchParams();
  const conversationId = search.get("replay");
  const turn = Number(search.get("turn") ?? "0");
  return conversationId !== null && turn > 0 ? { conversationId, turn } : undefined;
}

/** Escape leaves the settings for the canvas. Open lists take the key for themselves. */
function leaveByEscape(event: KeyboardEvent<HTMLElement>): void {
  const { key, target } = event;
  if (key === "Escape" && !event.isDefaultPrevented() && !showsList(target)) {
    focusCanvas();
  }
}

/** Whether a list hangs at the field. A field without anything to offer says that it is open, too. */
function showsList(field: EventTarget): boolean {
  const listId = field instanceof Element && field.getAttribute("aria-controls");
  const list = listId ? document.getElementById(listId) : null;
  return list !== null && list.getClientRects().length > 0;
}
