import { addressOf, type Label, labelColors, pages, routes } from "@chatloom/api-schema";
import { Anchor, Button, ColorSwatch, Group, Menu, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { CreateForm } from "../../ui/create-form.tsx";
import classes from "../../ui/section.module.css";
import { Section } from "../../ui/section.tsx";
import { colorOf } from "../triage/label-chip.tsx";
import { useLabels } from "../triage/use-labels.ts";

/** The labels of the workspace: names, colours, and where they are used. */
export function LabelsTab() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("agent");
  const labels = useLabels();
  const [name, setName] = useState("");
  const [color, setColor] = useState<Label["color"]>("blue");
  const create = useMutation({
    mutationFn: () => call(routes.inbox.createLabel, { body: { name: name.trim(), color } }),
    onSuccess: () => {
      setName("");
      return client.invalidateQueries({ queryKey: ["labels"] });
    },
  });
  return (
    <Section title={t("inbox.tools.tabs.labels")}>
      {labels.length === 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          {t("inbox.labels.intro")}
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
      {labels.map((label) => (
        <LabelLine key={label.id} label={label} />
      ))}
    </Section>
  );
}

function LabelLine({ label }: { readonly label: Label }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("agent");
  const editor = useMay("editor");
  const [name, setName] = useState(label.name);
  const refresh = () => client.invalidateQueries({ queryKey: ["labels"] });
  const params = { labelId: label.id };
  const update = useMutation({
    mutationFn: (body: { name?: string; color?: Label["color"] }) =>
      call(routes.inbox.updateLabel, { params, body }),
    onSuccess: refresh,
    onError: () => setName(label.name),
  });
  const remove = useMutation({
    mutationFn: () => call(routes.inbox.deleteLabel, { params }),
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
      children: <Text size="sm">{t("inbox.labels.deleteText", { count: label.used })}</Text>,
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
        <Anchor
          component={Link}
          size="sm"
          to={addressOf(pages.conversations, {}, { labelId: label.id })}
        >
          {t("inbox.labels.used", { count: label.used })}
        </Anchor>
        {editor && (
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
