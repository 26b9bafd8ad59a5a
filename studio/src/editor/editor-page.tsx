import { routes } from "@chatloom/api-schema";
import type { Flow } from "@chatloom/flows-schema";
import { useQuery } from "@tanstack/react-query";
import { ReactFlowProvider } from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { call } from "../api/call.ts";
import { useMay, useMe } from "../session/use-me.ts";
import { AwaitingPage } from "../ui/awaiting.tsx";
import { usePageTitle } from "../ui/page.tsx";
import { EditorLayout } from "./editor-layout.tsx";
import { type AutoSave, startAutoSave } from "./saving/auto-save.ts";
import { ConflictDialog } from "./saving/conflict-dialog.tsx";
import { keptDraft } from "./saving/kept-draft.ts";
import { LeaveDialog } from "./saving/leave-dialog.tsx";
import { RecoverDialog } from "./saving/recover-dialog.tsx";
import { useFlowLive } from "./saving/use-flow-live.ts";
import { useEditor } from "./state/editor-store.ts";
import { EditorWorld } from "./state/editor-world.tsx";
import { clearMarks } from "./state/marks-store.ts";

/** The editor of one flow: its draft, or with `?version=` a published version to look at. */
export function EditorPage() {
  const { t } = useTranslation();
  const { flowId = "" } = useParams();
  const [search] = useSearchParams();
  const version = Number(search.get("version") ?? "0");
  const mayEdit = useMay("flows.edit");
  const node = search.get("node");
  const [reading, setReading] = useState(0);
  const draft = useQuery({
    // Read anew after a look at a version: the draft was saved in between.
    queryKey: ["flows", flowId, "draft", reading, version],
    queryFn: () => call(routes.flows.readFlow, { params: { flowId } }),
    // From here on the editor's store holds the draft, so the query must not read it again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const published = useQuery({
    queryKey: ["flows", flowId, "versions", version],
    queryFn: () => call(routes.flows.readVersion, { params: { flowId, version } }),
    enabled: version > 0,
  });
  usePageTitle(draft.data?.draft.name ?? t("flows.title"));
  const reload = useCallback(() => setReading((before) => before + 1), []);

  const shown = version > 0 ? published.data?.flow : draft.data?.draft;
  if (!draft.data || !shown) {
    return <AwaitingPage of={version > 0 ? [draft, published] : draft} />;
  }
  return (
    <ReactFlowProvider key={`${flowId} ${version} ${reading}`}>
      <OpenEditor
        flowId={flowId}
        flow={shown}
        revision={draft.data.revision}
        readOnly={!mayEdit || version > 0}
        version={version}
        node={node}
        onReload={reload}
      />
    </ReactFlowProvider>
  );
}

function OpenEditor({
  flowId,
  flow,
  revision,
  readOnly,
  version,
  node,
  onReload,
}: {
  readonly flowId: string;
  readonly flow: Flow;
  readonly revision: number;
  readonly readOnly: boolean;
  readonly version: number;
  /** The step that a link leads to. */
  readonly node: string | null;
  readonly onReload: () => void;
}) {
  const accountId = useMe().account.id;
  const [opened, setOpened] = useState(false);
  const autoSave = useRef<AutoSave>(undefined);
  const keeper = useMemo(() => keptDraft(accountId, flowId), [accountId, flowId]);

  useEffect(() => {
    clearMarks();
    const editor = useEditor.getState();
    editor.open(flowId, flow, readOnly);
    if (node !== null && flow.nodes.some((it) => it.id === node)) {
      editor.select([node]);
    }
    setOpened(true);
    if (readOnly) {
      return;
    }
    const saver = startAutoSave(flowId, revision, keeper);
    autoSave.current = saver;
    return () => {
      void saver.flush();
      saver.stop();
    };
  }, [flowId, flow, revision, readOnly, keeper, node]);
  const savedByOther = useFlowLive(flowId);
  const saveNow = useCallback(async () => autoSave.current?.flush(), []);
  const abandon = useCallback(async () => autoSave.current?.abandon(), []);

  if (!opened) {
    return null;
  }
  return (
    <EditorWorld>
      <EditorLayout
        version={version}
        savedByOther={savedByOther}
        onReload={onReload}
        saveNow={saveNow}
      />
      {!readOnly && (
        <>
          <RecoverDialog keeper={keeper} revision={revision} />
          <ConflictDialog abandon={abandon} onReload={onReload} />
          <LeaveDialog saveNow={saveNow} />
        </>
      )}
    </EditorWorld>
  );
}
