import { pages } from "@chatloom/api-schema";
import type { Finding } from "@chatloom/flows-schema";
import { ActionIcon, Button, Tooltip, VisuallyHidden } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronLeft,
  IconFlask,
  IconHistory,
  IconLanguage,
  IconLayoutDistributeHorizontal,
  IconListTree,
  IconMessage,
  IconPlayerPlay,
  IconPlus,
  IconRocket,
  IconVariable,
  IconZoomReplace,
} from "@tabler/icons-react";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useShallow } from "zustand/react/shallow";
import { useFlowList } from "../../api/use-flow-list.ts";
import { showProblem } from "../../ui/show-problem.ts";
import { arrangeFlow } from "../commands/arrange-flow.ts";
import { arrange } from "../commands/whole-flow.ts";
import { SaveIndicator } from "../saving/save-indicator.tsx";
import { FlowSettingsDialog } from "../settings/flow-settings-dialog.tsx";
import type { Command } from "../state/command.ts";
import { useEditor } from "../state/editor-store.ts";
import { useMarks } from "../state/marks-store.ts";
import { nodeTitle } from "../state/node-words.ts";
import classes from "./editor.module.css";
import { NameInput } from "./name-input.tsx";
import { PublishDialog } from "./publish-dialog.tsx";

const TranslationsDialog = lazy(async () => ({
  default: (await import("../translations/translations-dialog.tsx")).TranslationsDialog,
}));

export type PanelName =
  | "step"
  | "findings"
  | "tests"
  | "versions"
  | "find"
  | "outline"
  | "comments";

/** The toolbar of the flow: name, saving, undo, findings, test, publishing. */
export function EditorToolbar({
  panel,
  onPanel,
  testing,
  onTest,
  onPalette,
  version,
  saveNow,
}: {
  readonly panel: PanelName | undefined;
  readonly onPanel: (panel: PanelName) => void;
  readonly testing: boolean;
  readonly onTest: () => void;
  readonly onPalette: (() => void) | undefined;
  readonly version: number;
  readonly saveNow: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const { flowId, readOnly, undo, redo, edit } = useEditor(
    useShallow(({ flowId, readOnly, undo, redo, edit }) => ({
      flowId,
      readOnly,
      undo,
      redo,
      edit,
    })),
  );
  const draftName = useEditor((editor) => editor.flow.name);
  const isEmpty = useEditor((editor) => editor.flow.nodes.length === 0);
  const last = useEditor((editor) => editor.past.at(-1)?.command);
  const next = useEditor((editor) => editor.future.at(-1)?.command);
  const findings = useMarks((marks) => marks.findings);
  const [dialog, setDialog] = useState<"publish" | "settings" | "translations">();
  const { getNodes, fitView } = useReactFlow();
  const store = useStoreApi();
  const summary = useFlowList().data?.items.find((it) => it.id === flowId);
  const name = summary?.name ?? draftName;
  const stepName = (command: Command) =>
    t(`editor.steps.${command.name}`, {
      node: command.nodeType ? nodeTitle(t, command.nodeType) : t("editor.steps.someNodes"),
    });

  const toggle = (name: PanelName) => ({
    pressed: panel === name,
    onClick: () => onPanel(panel === name ? "step" : name),
  });

  async function layOut() {
    const { width, height } = store.getState();
    const sizes = new Map(
      getNodes().flatMap(({ id, measured: { width = 0, height = 0 } = {} }) =>
        width > 0 ? [[id, { width, height }] as const] : [],
      ),
    );
    edit(arrange(await arrangeFlow(useEditor.getState().flow, sizes, { width, height })));
    requestAnimationFrame(() => void fitView({ maxZoom: 1, duration: 300 }));
  }

  return (
    <header className={classes.toolbar}>
      <VisuallyHidden component="h1">{name}</VisuallyHidden>
      <Tool label={t("editor.toolbar.back")}>
        <ActionIcon component={Link} to={pages.flows} aria-label={t("editor.toolbar.back")}>
          <IconChevronLeft size={20} />
        </ActionIcon>
      </Tool>
      <NameInput key={name} name={name} flowId={flowId} readOnly={readOnly} />
      {!readOnly && <SaveIndicator />}
      <span className={classes.grow} />
      {onPalette && (
        <ActionIcon
          variant="light"
          color="loom"
          aria-label={t("editor.palette.label")}
          onClick={onPalette}
        >
          <IconPlus size={18} />
        </ActionIcon>
      )}
      <div className={classes.tools}>
        {!readOnly && (
          <>
            <IconTool
              label={
                last
                  ? t("editor.toolbar.undo", { step: stepName(last) })
                  : t("editor.toolbar.undoNothing")
              }
              disabled={!last}
              onClick={undo}
            >
              <IconArrowBackUp size={19} />
            </IconTool>
            <IconTool
              label={
                next
                  ? t("editor.toolbar.redo", { step: stepName(next) })
                  : t("editor.toolbar.redoNothing")
              }
              disabled={!next}
              onClick={redo}
            >
              <IconArrowForwardUp size={19} />
            </IconTool>
            <IconTool
              label={t("editor.toolbar.arrange")}
              disabled={isEmpty}
              onClick={() => void layOut().catch(showProblem)}
            >
              <IconLayoutDistributeHorizontal size={19} />
            </IconTool>
          </>
        )}
        <IconTool label={t("editor.outline.title")} {...toggle("outline")}>
          <IconListTree size={19} />
        </IconTool>
        <IconTool label={t("find.title")} {...toggle("find")}>
          <IconZoomReplace size={19} />
        </IconTool>
        <IconTool label={t("editor.comments.title")} {...toggle("comments")}>
          <IconMessage size={19} />
        </IconTool>
        <IconTool label={t("translations.title")} onClick={() => setDialog("translations")}>
          <IconLanguage size={19} />
        </IconTool>
        <IconTool label={t("editor.settings.title")} onClick={() => setDialog("settings")}>
          <IconVariable size={19} />
        </IconTool>
        <IconTool label={t("editor.panels.tests")} {...toggle("tests")}>
          <IconFlask size={19} />
        </IconTool>
        <IconTool label={t("editor.panels.versions")} {...toggle("versions")}>
          <IconHistory size={19} />
        </IconTool>
        <Button
          size="compact-sm"
          variant={panel === "findings" ? "light" : "subtle"}
          color="gray"
          c={worst(findings)}
          leftSection={<IconAlertTriangle size={16} />}
          style={{ flex: "none" }}
          aria-pressed={panel === "findings"}
          onClick={() => onPanel(panel === "findings" ? "step" : "findings")}
        >
          {t("editor.toolbar.findings", { count: findings.length })}
        </Button>
      </div>
      <Button
        size="xs"
        variant={testing ? "filled" : "light"}
        leftSection={<IconPlayerPlay size={16} />}
        style={{ flex: "none" }}
        aria-pressed={testing}
        onClick={onTest}
      >
        {t("editor.panels.test")}
      </Button>
      {version === 0 && !readOnly && (
        <Button
          size="xs"
          leftSection={<IconRocket size={16} />}
          style={{ flex: "none" }}
          data-tour="publish"
          disabled={!summary}
          onClick={() => setDialog("publish")}
        >
          {t("editor.publish.submit")}
        </Button>
      )}
      {dialog === "settings" && <FlowSettingsDialog onClose={() => setDialog(undefined)} />}
      {dialog === "translations" && (
        <Suspense>
          <TranslationsDialog onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
      {dialog === "publish" && summary && (
        <PublishDialog
          summary={summary}
          saveNow={saveNow}
          onClose={() => setDialog(undefined)}
          onShow={(name) => {
            setDialog(undefined);
            onPanel(name);
          }}
        />
      )}
    </header>
  );
}

/** Red while something keeps the flow from being published. */
function worst(findings: readonly Finding[]): string {
  if (findings.some((it) => it.severity === "error")) {
    return "var(--cl-error)";
  }
  return findings.length > 0 ? "var(--cl-warning)" : "dimmed";
}

function Tool({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <Tooltip label={label}>{children}</Tooltip>;
}

function IconTool({
  label,
  disabled = false,
  pressed,
  onClick,
  children,
}: {
  readonly label: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={disabled}
        c={disabled ? "dimmed" : "inherit"}
        opacity={disabled ? 0.5 : 1}
        onClick={() => {
          if (!disabled) {
            onClick();
          }
        }}
        style={{ flex: "none" }}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
