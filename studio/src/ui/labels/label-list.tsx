import { type Label, labelColors } from "@chatloom/api-schema";
import { Button, ColorSwatch, Group, Menu, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Awaiting } from "../awaiting.tsx";
import { CreateForm } from "../create-form.tsx";
import classes from "../section.module.css";
import { colorOf } from "./label-chip.tsx";
import { type LabelParts, type LabelSource, useLabelQuery } from "./label-source.ts";

/** What a list of labels says about those that it shows. */
interface Saying {
  /** Where a label is used. */
  readonly used: (label: Label) => ReactNode;
  /** What deleting it does. */
  readonly deleting: (label: Label) => string;
}

/** The labels of a kind: their names and colours, where they are used, and a way to make more. */
export function LabelList({
  source,
  intro,
  may,
  mayDelete,
  ...saying
}: Saying & {
  readonly source: LabelSource;
  /** Shown while there are none. */
  readonly intro: string;
  readonly may: boolean;
  readonly mayDelete: boolean;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const found = useLabelQuery(source);
  const labels = found.data?.items ?? [];
  const [name, setName] = useState("");
  const [color, setColor] = useState<Label["color"]>("blue");
  const create = useMutation({
    mutationFn: () => source.create({ name: name.trim(), color }),
    onSuccess: () => {
      setName("");
      return client.invalidateQueries({ queryKey: source.queryKey });
    },
  });
  return (
    <>
      {found.data && labels.length === 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          {intro}
        </Text>
      )}
      {may && (
        <CreateForm
          label={t("inbox.labels.name")}
          name={name}
          maxLength={40}
          submit={t("inbox.labels.add")}
          pending={create.isPending}
          onName={setName}
          onSubmit={create.mutate}
        >
          <ColorMenu color={color} onChange={setColor} />
        </CreateForm>
      )}
      <Awaiting of={found} height={60} />
      {labels.map((label) => (
        <LabelLine
          key={label.id}
          source={source}
          label={label}
          may={may}
          mayDelete={mayDelete}
          {...saying}
        />
      ))}
    </>
  );
}

function LabelLine({
  source,
  label,
  may,
  mayDelete,
  used,
  deleting,
}: Saying & {
  readonly source: LabelSource;
  readonly label: Label;
  readonly may: boolean;
  readonly mayDelete: boolean;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(label.name);
  const refresh = () => client.invalidateQueries({ queryKey: source.queryKey });
  const update = useMutation({
    mutationFn: (parts: Partial<LabelParts>) => source.update(label.id, parts),
    onSuccess: refresh,
    onError: () => setName(label.name),
  });
  const remove = useMutation({
    mutationFn: () => source.remove(label.id),
    onSuccess: refresh,
  });
  const save = () => {
    const wanted = name.trim();
    if (wanted === "") {
      setName(label.name);
    } else if (wanted !== label.name) {
      update.mutate({ name: wanted });
    }
  };
  const confirm = () =>
    modals.openConfirmModal({
      title: t("inbox.labels.deleteTitle", { name: label.name }),
      children: <Text size="sm">{deleting(label)}</Text>,
      labels: { confirm: t("inbox.labels.delete"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(),
    });
  return (
    <Group justify="space-between" className={classes.line ?? ""}>
      <Group gap="xs" flex={1} miw={200}>
        <ColorMenu
          color={label.color}
          disabled={!may}
          onChange={(color) => update.mutate({ color })}
        />
        <TextInput
          flex={1}
          maxLength={40}
          disabled={!may}
          aria-label={t("inbox.labels.nameOf", { name: label.name })}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={save}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
      </Group>
      <Group gap="xs">
        {used(label)}
        {mayDelete && (
          <Button size="xs" variant="subtle" color="red" onClick={confirm}>
            {t("inbox.labels.delete")}
          </Button>
        )}
      </Group>
    </Group>
  );
}

function ColorMenu({
  color,
  disabled = false,
  onChange,
}: {
  readonly color: Label["color"];
  readonly disabled?: boolean;
  readonly onChange: (color: Label["color"]) => void;
}) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-start" disabled={disabled}>
      <Menu.Target>
        <Button
          variant="default"
          px={8}
          disabled={disabled}
          aria-label={t("inbox.labels.color", { color: t(`inbox.labels.colors.${color}`) })}
        >
          <ColorSwatch size={18} color={colorOf(color)} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {labelColors.map((it) => (
          <Menu.Item
            key={it}
            leftSection={<ColorSwatch size={16} color={colorOf(it)} />}
            onClick={() => onChange(it)}
          >
            {t(`inbox.labels.colors.${it}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
