import type { FlowSummary } from "@chatloom/api-schema";
import { Button, Chip, Group, Modal, Text } from "@mantine/core";
import { IconTags } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/use-me.ts";
import { LabelChip } from "../ui/labels/label-chip.tsx";
import { LabelList } from "../ui/labels/label-list.tsx";
import { flowLabels, useFlowLabels } from "./flow-labels.ts";

const mostNamed = 5;

/** Chooses the labels that listed flows must have, and opens the labels to be edited. */
export function LabelFilter({
  flows,
  chosen,
  onChoose,
}: {
  readonly flows: readonly FlowSummary[];
  readonly chosen: readonly string[];
  readonly onChoose: (labelIds: string[]) => void;
}) {
  const { t } = useTranslation();
  const mayEdit = useMay("flows.edit");
  const labels = useFlowLabels();
  const [editing, setEditing] = useState(false);
  const having = (labelId: string) => flows.filter((it) => it.labelIds?.includes(labelId));
  const names = (labelId: string) => {
    const all = having(labelId).map((it) => it.name);
    const shown = all.slice(0, mostNamed).join(", ");
    return all.length > mostNamed
      ? t("flows.labels.andMore", { names: shown, count: all.length - mostNamed })
      : shown;
  };
  if (labels.length === 0 && !mayEdit) {
    return null;
  }
  return (
    <>
      <Group gap={6} mb="md" role="group" aria-label={t("inbox.labels.title")}>
        <Chip.Group multiple value={[...chosen]} onChange={onChoose}>
          {labels.map((label) => (
            <Chip key={label.id} value={label.id} variant="outline">
              <LabelChip label={label} bare /> {label.used}
            </Chip>
          ))}
        </Chip.Group>
        {mayEdit && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconTags size={16} />}
            onClick={() => setEditing(true)}
          >
            {t("flows.labels.edit")}
          </Button>
        )}
      </Group>
      <Modal
        opened={editing}
        onClose={() => setEditing(false)}
        size="lg"
        title={t("flows.labels.edit")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <LabelList
          source={flowLabels}
          intro={t("flows.labels.intro")}
          may
          mayDelete
          used={({ id, used }) => (
            <Text size="sm" c="dimmed" title={names(id)}>
              {t("flows.labels.used", { count: used })}
            </Text>
          )}
          deleting={({ id, used }) =>
            used === 0
              ? t("flows.labels.unused")
              : t("flows.labels.deleting", { count: used, names: names(id) })
          }
        />
      </Modal>
    </>
  );
}
