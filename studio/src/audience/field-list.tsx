import { type ContactField, routes } from "@chatloom/api-schema";
import { type ContactFieldType, contactFieldTypes } from "@chatloom/flows-schema";
import { Group, Select, Stack, TagsInput, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useContactFields } from "../api/use-definitions.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { CreateForm } from "../ui/create-form.tsx";
import { EditableText } from "../ui/editable-text.tsx";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { DeleteDefinition } from "./delete-definition.tsx";

/** The fields of contacts: each with title, type and what uses it. */
export function FieldList() {
  const { t } = useTranslation();
  const may = useMay("contacts.manage");
  const fields = useContactFields();
  const { data } = fields;
  return (
    <Section title={t("audience.fields.title")}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("audience.fields.intro")}
      </Text>
      {may && <NewField />}
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed" mt="md">
          {t("audience.fields.none")}
        </Text>
      )}
      <div style={{ marginTop: 16 }}>
        <Awaiting of={fields} height={60} />
        {data?.items.map((field) => (
          <FieldRow key={field.key} field={field} may={may} />
        ))}
      </div>
    </Section>
  );
}

function NewField() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [title, setTitle] = useState("");
  const [type, setType] = useState<ContactFieldType>("text");
  const [choices, setChoices] = useState<string[]>([]);
  const create = useMutation({
    mutationFn: () =>
      call(routes.audience.createContactField, {
        body: { title: title.trim(), type, choices: type === "choice" ? choices : undefined },
      }),
    onSuccess: async () => {
      setTitle("");
      setChoices([]);
      await Promise.all(
        ["contactFields", "workspace"].map((it) => client.invalidateQueries({ queryKey: [it] })),
      );
    },
  });
  return (
    <CreateForm
      label={t("audience.fields.name")}
      name={title}
      maxLength={120}
      submit={t("audience.fields.create")}
      pending={create.isPending}
      onName={setTitle}
      onSubmit={create.mutate}
    >
      <TypeSelect value={type} onChange={setType} />
      {type === "choice" && <ChoicesInput value={choices} onChange={setChoices} />}
    </CreateForm>
  );
}

function FieldRow({ field, may }: { readonly field: ContactField; readonly may: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const params = { key: field.key };
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (body: Partial<Pick<ContactField, "title" | "type" | "choices">>) =>
      call(routes.audience.updateContactField, { params, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["contactFields"] }),
  });
  return (
    <Stack gap={4} className={classes.line ?? ""}>
      <Group align="flex-end" gap="xs">
        <div style={{ flex: 1, minWidth: 160 }}>
          <EditableText
            label={t("audience.fields.key", { key: field.key })}
            value={field.title}
            maxLength={120}
            disabled={!may}
            onSave={(title) => save.mutateAsync({ title: title || field.key })}
          />
        </div>
        <TypeSelect value={field.type} disabled={!may} onChange={(type) => save.mutate({ type })} />
        {may && <DeleteDefinition kind="field" definition={field} />}
      </Group>
      {field.type === "choice" && (
        <ChoicesInput
          value={field.choices}
          disabled={!may}
          onChange={(choices) => save.mutate({ choices })}
        />
      )}
    </Stack>
  );
}

function TypeSelect({
  value,
  onChange,
  disabled = false,
}: {
  readonly value: ContactFieldType;
  readonly onChange: (type: ContactFieldType) => void;
  readonly disabled?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Select
      w={150}
      size="sm"
      label={t("audience.fields.type")}
      allowDeselect={false}
      disabled={disabled}
      value={value}
      onChange={(type) => type && onChange(type as ContactFieldType)}
      data={contactFieldTypes.map((it) => ({ value: it, label: t(`audience.fields.types.${it}`) }))}
    />
  );
}

function ChoicesInput({
  value,
  onChange,
  disabled = false,
}: {
  readonly value: readonly string[];
  readonly onChange: (choices: string[]) => void;
  readonly disabled?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <TagsInput
      w="100%"
      size="sm"
      label={t("audience.fields.choices")}
      placeholder={t("audience.fields.addChoice")}
      maxTags={200}
      disabled={disabled}
      value={[...value]}
      onChange={onChange}
    />
  );
}
