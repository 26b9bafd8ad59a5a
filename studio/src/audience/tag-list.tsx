import { routes, type Tag } from "@chatloom/api-schema";
import { Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useTags } from "../api/use-definitions.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { CreateForm } from "../ui/create-form.tsx";
import { EditableText } from "../ui/editable-text.tsx";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { DeleteDefinition } from "./delete-definition.tsx";

/** The tags of contacts. */
export function TagList() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("contacts.manage");
  const [title, setTitle] = useState("");
  const tags = useTags();
  const { data } = tags;
  const create = useMutation({
    mutationFn: () => call(routes.audience.createTag, { body: { title: title.trim() } }),
    onSuccess: async () => {
      setTitle("");
      await Promise.all(
        ["tags", "workspace"].map((it) => client.invalidateQueries({ queryKey: [it] })),
      );
    },
  });
  return (
    <Section title={t("audience.fields.tags")}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("audience.fields.tagsIntro")}
      </Text>
      {may && (
        <CreateForm
          label={t("audience.fields.name")}
          name={title}
          maxLength={64}
          submit={t("audience.fields.createTag")}
          pending={create.isPending}
          onName={setTitle}
          onSubmit={create.mutate}
        />
      )}
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed" mt="md">
          {t("audience.fields.noTags")}
        </Text>
      )}
      <div style={{ marginTop: 16 }}>
        <Awaiting of={tags} height={60} />
        {data?.items.map((tag) => (
          <TagRow key={tag.key} tag={tag} may={may} />
        ))}
      </div>
    </Section>
  );
}

function TagRow({ tag, may }: { readonly tag: Tag; readonly may: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (title: string) =>
      call(routes.audience.updateTag, { params: { key: tag.key }, body: { title } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["tags"] }),
  });
  return (
    <Group align="flex-end" gap="xs" className={classes.line ?? ""}>
      <div style={{ flex: 1, minWidth: 160 }}>
        <EditableText
          label={t("audience.fields.key", { key: tag.key })}
          value={tag.title}
          maxLength={120}
          disabled={!may}
          onSave={(title) => save.mutateAsync(title || tag.key)}
        />
      </div>
      {may && <DeleteDefinition kind="tag" definition={tag} />}
    </Group>
  );
}
