import { type MarkColor, markColors } from "@chatloom/flows-schema";
import { ActionIcon, Group, Paper, Tooltip } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { NodeToolbar, Position } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import classes from "./marks.module.css";

/** The colours and the removal of a selected note or frame. */
export function MarkTools({
  shown,
  color,
  removeLabel,
  onColor,
  onRemove,
}: {
  readonly shown: boolean;
  readonly color: MarkColor;
  readonly removeLabel: string;
  readonly onColor: (color: MarkColor) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation();
  return (
    <NodeToolbar isVisible={shown} position={Position.Top} align="end" className="nodrag nopan">
      <Paper shadow="md" p={4} withBorder>
        <Group gap={4} wrap="nowrap" role="group" aria-label={t("marks.color")}>
          {markColors.map((it) => (
            <button
              key={it}
              type="button"
              className={classes.dot}
              data-color={it}
              aria-label={t(`marks.colors.${it}`)}
              aria-pressed={it === color}
              onClick={() => onColor(it)}
            />
          ))}
          <Tooltip label={removeLabel}>
            <ActionIcon size="sm" aria-label={removeLabel} onClick={onRemove}>
              <IconTrash size={15} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Paper>
    </NodeToolbar>
  );
}
