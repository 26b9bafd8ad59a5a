import { addressOf, type FlowSummary, type Label, pages } from "@chatloom/api-schema";
import { type NodeTypeId, nodeTypes } from "@chatloom/flows-schema";
import { Badge, Checkbox, Group, Text } from "@mantine/core";
import { IconFolder, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { NodeIcon } from "../editor/state/node-icon.tsx";
import { nodeTitle, summaryText } from "../editor/state/node-words.ts";
import { LabelChip } from "../ui/labels/label-chip.tsx";
import { ago } from "../words/formats.ts";
import { FlowMenu } from "./flow-menu.tsx";
import classes from "./flows.module.css";

const shownTriggers = 3;

/** A flow in the list. */
export function FlowCard({
  flow,
  showsFolder,
  labels,
  chosen,
  onChoose,
}: {
  readonly flow: FlowSummary;
  readonly showsFolder: boolean;
  /** All labels of flows. */
  readonly labels: readonly Label[];
  readonly chosen: boolean;
  /** Absent: it cannot be chosen. */
  readonly onChoose: ((chosen: boolean) => void) | undefined;
}) {
  const { t } = useTranslation();
  const own = labels.filter((it) => flow.labelIds?.includes(it.id));
  return (
    <article className={classes.card} data-chosen={chosen}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        {onChoose && (
          <Checkbox
            className={classes.choose ?? ""}
            size="sm"
            aria-label={t("flows.bulk.choose", { name: flow.name })}
            checked={chosen}
            onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
          />
        )}
        <Link to={addressOf(pages.flow, { flowId: flow.id })} className={classes.name}>
          {flow.name}
        </Link>
        <FlowMenu flow={flow} />
      </Group>
      <Group gap={6}>
        <Status flow={flow} />
        {showsFolder && flow.folder !== undefined && (
          <Badge color="gray" variant="outline" tt="none" leftSection={<IconFolder size={12} />}>
            {flow.folder}
          </Badge>
        )}
        {flow.openRuns > 0 && (
          <Badge color="loom" leftSection={<IconUsers size={12} />}>
            {t("flows.openRuns", { count: flow.openRuns })}
          </Badge>
        )}
      </Group>
      {own.length > 0 && (
        <Group gap={4}>
          {own.map((label) => (
            <LabelChip key={label.id} label={label} />
          ))}
        </Group>
      )}
      <ul className={classes.triggers}>
        {flow.triggers.length === 0 && <li>{t("flows.noTrigger")}</li>}
        {flow.triggers.slice(0, shownTriggers).map((trigger) => (
          <li key={`${trigger.type} ${trigger.summary}`}>
            <NodeIcon name={iconOf(trigger.type)} size={15} />
            <span>{wordsOf(t, trigger)}</span>
          </li>
        ))}
        {flow.triggers.length > shownTriggers && (
          <li>{t("flows.moreTriggers", { count: flow.triggers.length - shownTriggers })}</li>
        )}
      </ul>
      <Text fz="xs" c="dimmed">
        {[t("flows.steps", { count: flow.nodeCount }), ago(flow.updatedAt), flow.updatedBy]
          .filter(Boolean)
          .join(" · ")}
      </Text>
    </article>
  );
}

function Status({ flow }: { readonly flow: FlowSummary }) {
  const { t } = useTranslation();
  if (flow.version === undefined) {
    return <Badge color="gray">{t("flows.status.draft")}</Badge>;
  }
  return (
    <>
      <Badge color={flow.active ? "loom" : "gray"} variant={flow.active ? "filled" : "light"}>
        {flow.active ? t("flows.status.active") : t("flows.status.inactive")}
      </Badge>
      <Badge color="gray">{t("flows.status.version", { number: flow.version })}</Badge>
      {flow.changed && (
        <Badge bg="var(--cl-warning-soft)" c="var(--cl-warning)">
          {t("flows.status.changed")}
        </Badge>
      )}
    </>
  );
}

function isNodeType(type: string): type is NodeTypeId {
  return Object.hasOwn(nodeTypes, type);
}

function iconOf(type: string): string {
  return isNodeType(type) ? nodeTypes[type].icon : "";
}

function wordsOf(
  t: ReturnType<typeof useTranslation>["t"],
  { type, summary }: FlowSummary["triggers"][number],
): string {
  if (!isNodeType(type)) {
    return summary || type;
  }
  return summaryText(t, type, summary) || nodeTitle(t, type);
}
