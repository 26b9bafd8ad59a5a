import { type Label, labelColors } from "@chatloom/api-schema";
import {
  ActionIcon,
  Checkbox,
  type MantineSize,
  Popover,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { IconPlus, IconTag } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LabelChip } from "./label-chip.tsx";
import { type LabelSource, useLabelsOf } from "./label-source.ts";
import classes from "./labels.module.css";

/** A button that opens the labels: search, tick, or make a new one. `chosen` are on all, `some` on a part of the conversations. */
export function LabelMenu({
  source,
  size,
  opened,
  onToggle,
  chosen,
  some = [],
  onChange,
}: {
  readonly source: LabelSource;
  readonly size?: MantineSize;
  readonly opened: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly chosen: readonly string[];
  readonly some?: readonly string[];
  readonly onChange: (change: { addLabelIds?: string[]; removeLabelIds?: string[] }) => void;
}) {
  const { t } = useTranslation();
  return (
    <Popover
      opened={opened}
      onChange={onToggle}
      position="bottom-start"
      width={260}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <ActionIcon
          {...(size && { size })}
          aria-label={t("inbox.labels.title")}
          title={t("inbox.labels.title")}
          onClick={() => onToggle(!opened)}
        >
          <IconTag size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <LabelOptions source={source} chosen={chosen} some={some} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** The labels to tick, with a search that makes new ones. */
export function LabelOptions({
  source,
  chosen,
  some = [],
  onChange,
}: {
  readonly source: LabelSource;
  readonly chosen: readonly string[];
  readonly some?: readonly string[];
  readonly onChange: (change: { addLabelIds?: string[]; removeLabelIds?: string[] }) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const labels = useLabelsOf(source);
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const found = labels.filter((it) => it.name.toLowerCase().includes(wanted));
  const known = labels.some((it) => it.name.toLowerCase() === wanted);
  const create = useMutation({
    mutationFn: () => source.create({ name: typed.trim(), color: nextColor(labels) }),
    onSuccess: async ({ id }) => {
      setTyped("");
      await client.invalidateQueries({ queryKey: source.queryKey });
      onChange({ addLabelIds: [id] });
    },
  });
  const toggle = ({ id }: Label) =>
    onChange(chosen.includes(id) ? { removeLabelIds: [id] } : { addLabelIds: [id] });
  return (
    <Stack gap={6}>
      <TextInput
        size="xs"
        data-autofocus
        maxLength={40}
        aria-label={t("inbox.labels.find")}
        placeholder={t("inbox.labels.find")}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [only] = found;
          if (event.key !== "Enter" || event.nativeEvent.isComposing || wanted === "") {
            return;
          }
          event.preventDefault();
          if (only) {
            toggle(only);
          } else {
            create.mutate();
          }
        }}
      />
      <div className={classes.options}>
        {found.map((label) => (
          <Checkbox
            key={label.id}
            size="sm"
            py={4}
            label={<LabelChip label={label} />}
            checked={chosen.includes(label.id)}
            indeterminate={!chosen.includes(label.id) && some.includes(label.id)}
            onChange={() => toggle(label)}
          />
        ))}
      </div>
      {labels.length === 0 && wanted === "" && (
        <Text size="xs" c="dimmed">
          {t("inbox.labels.none")}
        </Text>
      )}
      {wanted !== "" && !known && (
        <button type="button" className={classes.option} onClick={() => create.mutate()}>
          <IconPlus size={16} aria-hidden /> {t("inbox.labels.create", { name: typed.trim() })}
        </button>
      )}
    </Stack>
  );
}

/** A colour that few labels have. */
function nextColor(labels: readonly Label[]): Label["color"] {
  const used = (color: Label["color"]) => labels.filter((it) => it.color === color).length;
  const colors = labelColors.filter((it) => it !== "gray");
  return colors.reduce((best, it) => (used(it) < used(best) ? it : best));
}
