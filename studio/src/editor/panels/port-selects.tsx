import { type FlowNode, type NodeTypeId, nodeTypes, portsOf } from "@chatloom/flows-schema";
import { Select, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useReveal } from "../canvas/use-viewport.ts";
import { placeNode } from "../commands/add-node.ts";
import { connect, removeEdges } from "../commands/edges.ts";
import { useEditor } from "../state/editor-store.ts";
import { nodeName, nodeTitle, portLabel } from "../state/node-words.ts";

const newPrefix = "new ";
const addable = (Object.keys(nodeTypes) as NodeTypeId[]).filter(
  (type) => nodeTypes[type].group !== "triggers",
);

/** Where each port leads, as lists: the way to connect nodes without a mouse. */
export function PortSelects({ node }: { readonly node: FlowNode }) {
  const { t } = useTranslation();
  const { flow, readOnly, edit } = useEditor();
  const reveal = useReveal();
  const targets = flow.nodes.filter((it) => nodeTypes[it.type].group !== "triggers");

  function lead(port: string, choice: string | null) {
    const edge = flow.edges.find((it) => it.source === node.id && it.sourceHandle === port);
    if (choice === null) {
      if (edge) edit(removeEdges(new Set([edge.id])));
    } else if (choice.startsWith(newPrefix))
      reveal(
        placeNode(choice.slice(newPrefix.length) as NodeTypeId, undefined, {
          nodeId: node.id,
          port,
        }),
      );
    else edit(connect(node.id, port, choice));
  }

  return (
    <Stack gap="xs">
      <Text fw={650} fz="sm" component="h3" m={0}>
        {t("editor.inspector.goesOn")}
      </Text>
      {portsOf(node).map((port) => (
        <Select
          key={port.id}
          label={portLabel(t, port)}
          placeholder={
            port.kind === "next" || port.kind === "option"
              ? t("editor.inspector.notConnected")
              : t("editor.inspector.flowDefault")
          }
          searchable
          clearable
          readOnly={readOnly}
          nothingFoundMessage={t("forms.nothingFound")}
          value={
            flow.edges.find((it) => it.source === node.id && it.sourceHandle === port.id)?.target ??
            null
          }
          data={[
            {
              group: t("editor.inspector.existing"),
              items: targets.map((it) => ({ value: it.id, label: nodeName(t, it) })),
            },
            {
              group: t("editor.inspector.new"),
              items: addable.map((type) => ({
                value: `${newPrefix}${type}`,
                label: t("editor.inspector.newNode", { node: nodeTitle(t, type) }),
              })),
            },
          ]}
          onChange={(choice) => lead(port.id, choice)}
        />
      ))}
    </Stack>
  );
}
