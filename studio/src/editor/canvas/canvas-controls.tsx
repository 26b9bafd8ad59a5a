import { IconChartBar, IconMaximize, IconNote, IconSearch } from "@tabler/icons-react";
import { ControlButton, Controls, useReactFlow, useStoreApi } from "@xyflow/react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { placeNote } from "../commands/place-note.ts";
import { useEditor } from "../state/editor-store.ts";
import { StepSearch } from "./step-search.tsx";
import { visibleArea } from "./visible-area.ts";

const NumbersPanel = lazy(async () => ({
  default: (await import("./numbers-panel.tsx")).NumbersPanel,
}));

/** Zooming, the whole flow at once, the search for a step, and the numbers of a period. */
export function CanvasControls() {
  const { t } = useTranslation();
  const { fitView, screenToFlowPosition } = useReactFlow();
  const store = useStoreApi();
  const [searching, setSearching] = useState(false);
  const readOnly = useEditor((editor) => editor.readOnly);
  const [counting, setCounting] = useState(false);

  function addNote() {
    const { domNode } = store.getState();
    const { x = 0, y = 0 } = domNode?.getBoundingClientRect() ?? {};
    const { width, height } = visibleArea(domNode);
    placeNote(screenToFlowPosition({ x: x + width / 2, y: y + height / 2 }));
  }

  function fitWhole() {
    const { domNode, width } = store.getState();
    const covered = width - visibleArea(domNode).width;
    const px = (size: number) => `${Math.round(size)}px` as const;
    void fitView({
      maxZoom: 1,
      padding: { top: px(40), bottom: px(40), left: px(56), right: px(covered + 40) },
      duration: 200,
    });
  }

  return (
    <>
      <Controls showInteractive={false} showFitView={false} position="bottom-left">
        <ControlButton
          className="react-flow__controls-fitview"
          title={t("editor.canvas.fitView")}
          aria-label={t("editor.canvas.fitView")}
          onClick={fitWhole}
        >
          <IconMaximize style={{ fill: "none" }} />
        </ControlButton>
        <ControlButton
          title={t("editor.canvas.findStep")}
          aria-label={t("editor.canvas.findStep")}
          onClick={() => setSearching(true)}
        >
          <IconSearch style={{ fill: "none" }} />
        </ControlButton>
        {!readOnly && (
          <ControlButton
            title={t("marks.addNote")}
            aria-label={t("marks.addNote")}
            onClick={addNote}
          >
            <IconNote style={{ fill: "none" }} />
          </ControlButton>
        )}
        <ControlButton
          title={t("editor.numbers.show")}
          aria-label={t("editor.numbers.show")}
          aria-pressed={counting}
          onClick={() => setCounting(!counting)}
        >
          <IconChartBar style={{ fill: "none" }} />
        </ControlButton>
      </Controls>
      {counting && (
        <Suspense>
          <NumbersPanel />
        </Suspense>
      )}
      {searching && <StepSearch onClose={() => setSearching(false)} />}
    </>
  );
}
