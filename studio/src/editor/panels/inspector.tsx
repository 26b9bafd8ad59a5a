import { nodeTypeOf, portsOf, sortsTexts } from "@chatloom/flows-schema";
import { ActionIcon, Group, ScrollArea, Stack, Text, Tooltip } from "@mantine/core";
import { IconCopy, IconDevices, IconMessage, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormWorldContext, useFormWorld } from "../../forms/form-world.tsx";
import { NodeForm } from "../../forms/node-form.tsx";
import { duplicateNodes, removeSelected } from "../commands/edit-selection.ts";
import { setData } from "../commands/nodes.ts";
import { ChannelPreviewDialog } from "../preview/channel-preview.tsx";
import { selectedNode, useEditor } from "../state/editor-store.ts";
import { findingText } from "../state/finding-text.ts";
import { takeFocusRequest } from "../state/focus-request.ts";
import { leaveField, useShownFindings } from "../state/fresh-step.ts";
import { nodeDescription, nodeTitle } from "../state/node-words.ts";
import { ClassDecisions } from "./class-decisions.tsx";
import { focusFirstField } from "./focus-first-field.ts";
import { PortSelects } from "./port-selects.tsx";
import { SeveralSteps } from "./several-steps.tsx";
import { StepResults } from "./step-results.tsx";

/** The settings of the selected node, and where its ports lead; actions, if several are selected. */
export function Inspector({
  onTestFrom,
  onComments,
}: {
  readonly onTestFrom: (nodeId: string) => void;
  readonly onComments: () => void;
}) {
  const { t } = useTranslation();
  const node = useEditor(selectedNode);
  const readOnly = useEditor((editor) => editor.readOnly);
  const findings = useShownFindings(node?.id ?? "");
  const world = useFormWorld();
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLDivElement>(null);
  const [previewed, setPreviewed] = useState(false);
  const nodeId = node?.id;
  useEffect(() => {
    // The focused element may be gone with the settings of the previous step.
    if (nodeId === undefined) {
      return;
    }
    const place = takeFocusRequest(nodeId);
    if (place === "firstField") {
      focusFirstField(form.current);
    } else if (place === "heading" || document.activeElement === document.body) {
      heading.current?.focus();
    }
  }, [nodeId]);
  const worldWithErrors = useMemo(
    () => ({
      ...world,
      readOnly,
      errors: new Map(
        findings.flatMap((it) =>
          it.path === undefined
            ? []
            : [
                [
                  it.path,
                  it.code === "field.empty" ? t("editor.inspector.empty") : findingText(t, it),
                ] as const,
              ],
        ),
      ),
    }),
    [world, findings, readOnly, t],
  );

  if (!node) {
    return <SeveralSteps />;
  }
  const other = findings.filter((it) => it.path === undefined);
  return (
    <ScrollArea h="100%" type="auto">
      <Stack p="md" gap="md">
        <div>
          <Group justify="space-between" wrap="nowrap">
            <Text ref={heading} tabIndex={-1} fw={650} component="h2" fz="md" m={0}>
              {nodeTitle(t, node.type)}
            </Text>
            <Group gap={0} wrap="nowrap">
              <Tool label={t("editor.menu.testFromHere")} onClick={() => onTestFrom(node.id)}>
                <IconPlayerPlay size={17} />
              </Tool>
              {nodeTypeOf(node).group === "messages" && (
                <Tool label={t("editor.preview.title")} onClick={() => setPreviewed(true)}>
                  <IconDevices size={17} />
                </Tool>
              )}
              <Tool label={t("editor.comments.title")} onClick={onComments}>
                <IconMessage size={17} />
              </Tool>
              {!readOnly && (
                <>
                  <Tool
                    label={t("editor.menu.duplicate")}
                    onClick={() => duplicateNodes(new Set([node.id]))}
                  >
                    <IconCopy size={17} />
                  </Tool>
                  <Tool label={t("common.delete")} onClick={removeSelected}>
                    <IconTrash size={17} />
                  </Tool>
                </>
              )}
            </Group>
          </Group>
          <Text c="dimmed" fz="xs">
            {nodeDescription(t, node.type)}
          </Text>
          {other.map((finding) => (
            <Text
              key={findingText(t, finding)}
              fz="xs"
              mt={6}
              c={finding.severity === "error" ? "var(--cl-error)" : "var(--cl-warning)"}
            >
              {findingText(t, finding)}
            </Text>
          ))}
        </div>
        <FormWorldContext value={worldWithErrors}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: only notices that a field was left */}
          <div
            ref={form}
            onBlur={({ target }) => {
              useEditor.getState().seal();
              const field = target.closest<HTMLElement>("[data-path]")?.dataset.path;
              if (field !== undefined) {
                leaveField(field);
              }
            }}
          >
            <NodeForm
              key={node.id}
              node={node}
              onChange={(data, path) => useEditor.getState().edit(setData(node, data, path))}
            />
          </div>
        </FormWorldContext>
        {previewed && <ChannelPreviewDialog nodeId={node.id} onClose={() => setPreviewed(false)} />}
        {sortsTexts(node) && <ClassDecisions key={`decisions ${node.id}`} node={node} />}
        <StepResults key={`results ${node.id}`} node={node} />
        {portsOf(node).length > 0 && <PortSelects key={`ports ${node.id}`} node={node} />}
      </Stack>
    </ScrollArea>
  );
}

function Tool({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
