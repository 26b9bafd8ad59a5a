import type { FlowSummary } from "@chatloom/api-schema";
import { Button, CloseButton, Group, Paper, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LabelMenu } from "../ui/labels/label-menu.tsx";
import { flowLabels, useLabelFlows } from "./flow-labels.ts";

/** What can be done with the chosen flows. */
export function FlowBulkBar({
  chosen,
  listed,
  onChoose,
}: {
  readonly chosen: readonly FlowSummary[];
  readonly listed: readonly FlowSummary[];
  readonly onChoose: (flowIds: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const label = useLabelFlows();
  const [open, setOpen] = useState(false);
  const labels = chosen.map((it) => it.labelIds ?? []);
  const onAll = (labels[0] ?? []).filter((id) => labels.every((it) => it.includes(id)));
  return (
    <Paper withBorder p="xs" mb="md" pos="sticky" top={8} style={{ zIndex: 3 }}>
      <Group gap="xs" role="toolbar" aria-label={t("flows.bulk.title")}>
        <Text size="sm" fw={600}>
          {t("flows.bulk.chosen", { count: chosen.length })}
        </Text>
        <LabelMenu
          source={flowLabels}
          size="lg"
          opened={open}
          onToggle={setOpen}
          chosen={onAll}
          some={labels.flat()}
          onChange={(change) => label.mutate({ flows: chosen, change })}
        />
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => onChoose(listed.map((it) => it.id))}
        >
          {t("flows.bulk.all", { count: listed.length })}
        </Button>
        <CloseButton ml="auto" aria-label={t("flows.bulk.none")} onClick={() => onChoose([])} />
      </Group>
    </Paper>
  );
}
