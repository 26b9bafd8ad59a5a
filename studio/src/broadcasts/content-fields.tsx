import type { FlowNode, NodeTypeId } from "@chatloom/flows-schema";
import { nodeTypeOf } from "@chatloom/flows-schema";
import { SegmentedControl, Select, Stack } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useFlowList } from "../api/use-flow-list.ts";
import { FormWorldContext } from "../forms/form-world.tsx";
import { NodeForm } from "../forms/node-form.tsx";
import { nodeTypeWords } from "../ui/declared-words.ts";
import { useNarrow } from "../ui/use-narrow.ts";
import { messageTypes, type PlanContent } from "./plan-content.ts";
import { useMessageWorld } from "./use-message-world.ts";

const flowKind = "flow";

/** Chooses what contacts get: a flow, or a message with its settings. `name` tells contents of one page apart. */
export function ContentFields({
  name,
  content: { flowId, message },
  onChange,
}: {
  readonly name: string;
  readonly content: PlanContent;
  readonly onChange: (content: PlanContent) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const narrow = useNarrow();
  const world = useMessageWorld();
  const flows =
    useFlowList().data?.items.filter((it) => it.active && it.version !== undefined) ?? [];
  const choose = (kind: string) => {
    const type = messageTypes.find((it) => it === kind);
    onChange(
      type
        ? { message: { type, data: nodeTypeOf({ type }).initial as Record<string, unknown> } }
        : { flowId: "" },
    );
  };
  return (
    <Stack>
      <SegmentedControl
        orientation={narrow ? "vertical" : "horizontal"}
        fullWidth={narrow}
        aria-label={t("broadcasts.contentOf", { name })}
        value={message?.type ?? flowKind}
        onChange={choose}
        data={[
          { value: flowKind, label: t("broadcasts.aFlow") },
          ...messageTypes.map((type) => ({
            value: type,
            label: nodeTypeWords(t, "title", nodeTypeOf({ type })),
          })),
        ]}
      />
      {message ? (
        <FormWorldContext value={world}>
          <NodeForm
            key={message.type}
            node={nodeOf(id, message)}
            onChange={(data) =>
              onChange({ message: { type: message.type, data: data as Record<string, unknown> } })
            }
          />
        </FormWorldContext>
      ) : (
        <Select
          required
          searchable
          label={t("broadcasts.flow")}
          description={t("broadcasts.flowHint")}
          nothingFoundMessage={t("broadcasts.noFlow")}
          value={flowId || null}
          onChange={(chosen) => onChange({ flowId: chosen ?? "" })}
          data={flows.map((it) => ({ value: it.id, label: it.name }))}
        />
      )}
    </Stack>
  );
}

function nodeOf(id: string, { type, data }: NonNullable<PlanContent["message"]>): FlowNode {
  return { id, type: type as NodeTypeId, position: { x: 0, y: 0 }, data } as FlowNode;
}
