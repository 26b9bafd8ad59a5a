import type { FlowThread } from "@chatloom/api-schema";
import { type FlowNode, type NodeTypeId, nodeTypes } from "@chatloom/flows-schema";
import { Button, EmptyState, ScrollArea, Stack, Switch, Text } from "@mantine/core";
import { IconMessage } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReveal } from "../canvas/use-viewport.ts";
import { selectedNode, useEditor } from "../state/editor-store.ts";
import { nodeName, stepName } from "../state/node-words.ts";
import { ThreadView } from "./thread-view.tsx";

/** The comments on the selected step, and a way to those on the others. */
export function CommentsPanel({ threads }: { readonly threads: readonly FlowThread[] }) {
  const { t } = useTranslation();
  const flowId = useEditor((editor) => editor.flowId);
  const nodes = useEditor((editor) => editor.flow.nodes);
  const selected = useEditor(selectedNode);
  const reveal = useReveal();
  const [withResolved, setWithResolved] = useState(false);
  const [removedId, setRemovedId] = useState<string>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const shownId = selected?.id ?? removedId;
  const shown = threads.find((it) => it.nodeId === shownId);
  const listed = threads.filter((it) => withResolved || !it.resolved);

  function open(nodeId: string) {
    const known = byId.has(nodeId);
    setRemovedId(known ? undefined : nodeId);
    useEditor.getState().select(known ? [nodeId] : []);
    if (known) {
      reveal(nodeId);
    }
  }

  return (
    <ScrollArea h="100%" type="auto">
      <Stack p="md" gap="md">
        {(selected || shown) && shownId !== undefined && (
          <section>
            <Text component="h2" fw={650} fz="sm" m={0} mb="xs">
              {selected ? nodeName(t, selected) : shown && threadName(t, shown, byId)}
            </Text>
            <ThreadView
              key={shownId}
              flowId={flowId}
              nodeId={shownId}
              thread={shown}
              removed={!byId.has(shownId)}
            />
          </section>
        )}
        {threads.length === 0 && !selected && (
          <EmptyState
            size="sm"
            icon={<IconMessage size={34} stroke={1.4} />}
            title={t("editor.comments.none")}
            description={t("editor.comments.noneHint")}
          />
        )}
        {threads.length > 0 && (
          <section>
            <Text component="h2" fw={650} fz="sm" m={0} mb="xs">
              {t("editor.comments.others")}
            </Text>
            <Switch
              size="xs"
              mb="xs"
              label={t("editor.comments.withResolved")}
              checked={withResolved}
              onChange={({ currentTarget }) => setWithResolved(currentTarget.checked)}
            />
            <Stack gap={4} align="stretch">
              {listed.map((thread) => (
                <Button
                  key={thread.nodeId}
                  variant="subtle"
                  color="gray"
                  h="auto"
                  py={6}
                  justify="flex-start"
                  onClick={() => open(thread.nodeId)}
                >
                  <Text size="xs" ta="left" style={{ whiteSpace: "normal" }}>
                    <strong>{threadName(t, thread, byId)}</strong>{" "}
                    {[
                      t("editor.comments.count", { count: thread.comments.length }),
                      !byId.has(thread.nodeId) && t("editor.comments.removed"),
                      thread.resolved && t("editor.comments.isResolved"),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </Text>
                </Button>
              ))}
            </Stack>
          </section>
        )}
      </Stack>
    </ScrollArea>
  );
}

/** Names the step of a thread as it is, or as it was when it was removed. */
function threadName(
  t: TFunction,
  { nodeId, step }: FlowThread,
  byId: ReadonlyMap<string, FlowNode>,
): string {
  const node = byId.get(nodeId);
  if (node) {
    return nodeName(t, node);
  }
  return isNodeType(step.type) ? stepName(t, step.type, step.summary) : step.summary;
}

function isNodeType(type: string): type is NodeTypeId {
  return Object.hasOwn(nodeTypes, type);
}
