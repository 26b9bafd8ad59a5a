import {
  type FlowNode,
  type NodeTypeId,
  nodeTypes,
  type Port,
  portsOf,
} from "@chatloom/flows-schema";
import { Select, Stack, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReveal } from "../canvas/use-viewport.ts";
import { placeNode } from "../commands/add-node.ts";
import { connect, removeEdges } from "../commands/edges.ts";
import { useEditor } from "../state/editor-store.ts";
import { askForFocus } from "../state/focus-request.ts";
import { exitName, nodeName, nodeTitle } from "../state/node-words.ts";

const newPrefix = "new ";
const addable = (Object.keys(nodeTypes) as NodeTypeId[]).filter(
  (type) => nodeTypes[type].group !== "triggers",
);

/** Where each port leads, as lists: the way to connect nodes without a mouse. */
export function PortSelects({ node }: { readonly node: FlowNode }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Text fw={650} fz="sm" component="h3" m={0}>
        {t("editor.inspector.goesOn")}
      </Text>
      {portsOf(node).map((port) => (
        <PortSelect key={port.id} node={node} port={port} />
      ))}
    </Stack>
  );
}

function PortSelect({ node, port }: { readonly node: FlowNode; readonly port: Port }) {
  const nodeId = node.id;
  const { t } = useTranslation();
  const readOnly = useEditor((editor) => editor.readOnly);
  const edge = useEditor((editor) =>
    editor.flow.edges.find((it) => it.source === nodeId && it.sourceHandle === port.id),
  );
  const target = useEditor((editor) => editor.flow.nodes.find((it) => it.id === edge?.target));
  const reveal = useReveal();
  const [open, setOpen] = useState(false);

  function lead(choice: string | null) {
    const { edit } = useEditor.getState();
    if (choice === null) {
      if (edge) {
        edit(removeEdges(new Set([edge.id])));
      }
    } else if (choice.startsWith(newPrefix)) {
      const type = choice.slice(newPrefix.length) as NodeTypeId;
      const added = placeNode(type, { from: { nodeId, port: port.id } });
      // This list disappears with its step, and the focus with it.
      askForFocus(added, "heading");
      reveal(added);
    } else {
      edit(connect(nodeId, port.id, choice));
    }
  }

  const data = open ? targets(t) : target ? [{ value: target.id, label: nodeName(t, target) }] : [];
  return (
    <Select
      label={exitName(t, port)}
      placeholder={
        port.kind === "next" || port.kind === "option"
          ? t("editor.inspector.notConnected")
          : t("editor.inspector.flowDefault")
      }
      searchable
      clearable
      readOnly={readOnly}
      nothingFoundMessage={t("forms.nothingFound")}
      value={edge?.target ?? null}
      data={data}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onChange={lead}
    />
  );
}

/** Gathers all steps and kinds of steps; only for a list that is open, because it takes long. */
function targets(t: TFunction) {
  const { nodes } = useEditor.getState().flow;
  return [
    {
      group: t("editor.inspector.existing"),
      items: nodes
        .filter((it) => nodeTypes[it.type].group !== "triggers")
        .map((it) => ({ value: it.id, label: nodeName(t, it) })),
    },
    {
      group: t("editor.inspector.new"),
      items: addable.map((type) => ({
        value: `${newPrefix}${type}`,
        label: t("editor.inspector.newNode", { node: nodeTitle(t, type) }),
      })),
    },
  ];
}
