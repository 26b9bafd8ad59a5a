import { type ClassDecision, routes } from "@chatloom/api-schema";
import { classExamples, type NodeOf } from "@chatloom/flows-schema";
import { Button, Modal, Tabs, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { ConfusionTable } from "../../ui/confusion-table.tsx";
import { setData } from "../commands/nodes.ts";
import { useEditor } from "../state/editor-store.ts";
import { ClassDecisionList } from "./class-decision-list.tsx";

/** Opens what a classification step decided: label the texts, and see which classes it takes for which. */
export function ClassDecisions({ node }: { readonly node: NodeOf<"classify"> }) {
  const { t } = useTranslation();
  const may = useMay("flows.edit");
  const [open, setOpen] = useState(false);
  if (!may) {
    return null;
  }
  return (
    <>
      <Button variant="light" size="xs" onClick={() => setOpen(true)}>
        {t("editor.decisions.open")}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        size="xl"
        title={t("editor.decisions.title")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <Decisions node={node} />
      </Modal>
    </>
  );
}

function Decisions({ node }: { readonly node: NodeOf<"classify"> }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const flowId = useEditor((editor) => editor.flowId);
  const readOnly = useEditor((editor) => editor.readOnly);
  const params = { flowId, nodeId: node.id };
  const key = ["flows", flowId, "decisions", node.id];
  const recent = useQuery({
    queryKey: [...key, "recent"],
    queryFn: () => call(routes.classDecisions.listClassDecisions, { params }),
  });
  const labelled = useQuery({
    queryKey: [...key, "labels"],
    queryFn: () => call(routes.classDecisions.listClassLabels, { params }),
  });
  const label = useMutation({
    mutationFn: ({ conversationId, turn, meant }: ClassDecision) =>
      call(routes.classDecisions.labelClassDecision, {
        params,
        body: { conversationId, turn, meant },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  const { classes } = node.data;
  const nameOf = (id: string) =>
    id === ""
      ? t("editor.decisions.none")
      : classes.find((it) => it.id === id)?.label || t("editor.decisions.formerClass", { id });
  const order = [...classes.map((it) => it.id), ""];
  const list = (items: readonly ClassDecision[]) => (
    <ClassDecisionList
      items={items}
      order={order}
      nameOf={nameOf}
      onLabel={(it, meant) => label.mutate({ ...it, meant })}
      exampleFor={(it) => (readOnly ? undefined : addExample(node, it))}
    />
  );
  if (!recent.data || !labelled.data) {
    return <Awaiting of={[recent, labelled]} />;
  }
  return (
    <Tabs defaultValue="recent">
      <Tabs.List mb="md">
        <Tabs.Tab value="recent">{t("editor.decisions.recent")}</Tabs.Tab>
        <Tabs.Tab value="table">
          {t("editor.decisions.table", { count: labelled.data.items.length })}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="recent">
        <Text size="sm" c="dimmed">
          {t(recent.data.items.length === 0 ? "editor.decisions.empty" : "editor.decisions.hint")}
        </Text>
        {list(recent.data.items)}
      </Tabs.Panel>
      <Tabs.Panel value="table">
        <ConfusionTable
          items={labelled.data.items}
          order={order}
          read={({ chosen, meant }) =>
            meant === undefined ? undefined : { expected: meant, came: chosen }
          }
          nameOf={nameOf}
          words={{
            empty: t("editor.decisions.noLabels"),
            hint: t("editor.decisions.tableHint"),
            expected: t("editor.decisions.meant"),
            cell: (count, meant, chosen) => t("editor.decisions.cell", { count, meant, chosen }),
          }}
          show={list}
        />
      </Tabs.Panel>
    </Tabs>
  );
}

/** Gives what adds a text to the examples of the class that it meant; undefined where that makes no sense. */
function addExample(
  node: NodeOf<"classify">,
  { text, meant }: ClassDecision,
): (() => void) | undefined {
  const { classes } = node.data;
  const target = classes.find((it) => it.id === meant);
  const line = text.replace(/\s+/g, " ").trim();
  if (!target || classExamples(target).includes(line)) {
    return undefined;
  }
  return () => {
    const examples = [...classExamples(target), line].join("\n");
    const changed = classes.map((it) => (it === target ? { ...it, examples } : it));
    useEditor.getState().edit(setData(node, { ...node.data, classes: changed }));
    useEditor.getState().seal();
  };
}
