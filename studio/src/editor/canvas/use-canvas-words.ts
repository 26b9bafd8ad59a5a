import type { AriaLabelConfig } from "@xyflow/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

const directions = ["left", "right", "up", "down"] as const;

/** The texts of React Flow itself, in the current language. */
export function useCanvasWords(): Partial<AriaLabelConfig> {
  const { t } = useTranslation();
  return useMemo(() => {
    const nodeHelp = t("editor.canvas.nodeHelp");
    return {
      "node.a11yDescription.default": nodeHelp,
      "node.a11yDescription.keyboardDisabled": nodeHelp,
      "node.a11yDescription.ariaLiveMessage": ({ direction, x, y }) => {
        const known = directions.find((it) => it === direction);
        return known ? t(`editor.canvas.moved.${known}`, { x, y }) : "";
      },
      "edge.a11yDescription.default": t("editor.canvas.edgeHelp"),
      "controls.ariaLabel": t("editor.canvas.controls"),
      "controls.zoomIn.ariaLabel": t("editor.canvas.zoomIn"),
      "controls.zoomOut.ariaLabel": t("editor.canvas.zoomOut"),
      "controls.fitView.ariaLabel": t("editor.canvas.fitView"),
      "minimap.ariaLabel": t("editor.canvas.miniMap"),
      "handle.ariaLabel": t("editor.canvas.handle"),
    };
  }, [t]);
}
