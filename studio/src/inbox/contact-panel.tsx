import { addressOf, pages, type ReplyOf, routes } from "@chatloom/api-schema";
import { Anchor, Button, Code, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { longTime } from "../ui/format-time.ts";

type Details = ReplyOf<typeof routes.conversations.readConversation>;

/** What is known about the contact, and where the bot stands with them. */
export function ContactPanel({
  details: { conversation, contact, variables },
}: {
  readonly details: Details;
}) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const may = useMay("agent");
  const { name, email, phone, language, tags } = contact;
  const form = useForm({ initialValues: { name, email, phone, language, tags } });
  const save = useMutation({
    mutationFn: (body: typeof form.values) =>
      call(routes.contacts.updateContact, { params: { contactId: contact.id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["conversation", conversation.id] }),
  });
  // A flow or a colleague may change the contact meanwhile; what is being typed here stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the server says matters here.
  useEffect(() => {
    const fresh = { name, email, phone, language, tags };
    if (!form.isDirty()) form.setValues(fresh);
    form.resetDirty(fresh);
  }, [name, email, phone, language, tags.join("\n")]);

  const { position } = conversation;
  return (
    <Stack gap="md">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="xs">
          <TextInput
            size="sm"
            label={t("inbox.contact.name")}
            disabled={!may}
            {...form.getInputProps("name")}
          />
          <TextInput
            size="sm"
            type="email"
            label={t("inbox.contact.email")}
            disabled={!may}
            {...form.getInputProps("email")}
          />
          <TextInput
            size="sm"
            type="tel"
            label={t("inbox.contact.phone")}
            disabled={!may}
            {...form.getInputProps("phone")}
          />
          <TextInput
            size="sm"
            label={t("inbox.contact.language")}
            disabled={!may}
            {...form.getInputProps("language")}
          />
          <TagsInput
            size="sm"
            label={t("inbox.contact.tags")}
            placeholder={t("inbox.contact.addTag")}
            maxTags={50}
            disabled={!may}
            {...form.getInputProps("tags")}
          />
          {form.isDirty() && (
            <Button type="submit" size="xs" loading={save.isPending}>
              {t("inbox.contact.save")}
            </Button>
          )}
        </Stack>
      </form>
      <Text size="sm" c="dimmed">
        {t("inbox.contact.since", { date: longTime(contact.createdAt, i18n.language) })}
        <br />
        {t(contact.optedIn ? "inbox.contact.optedIn" : "inbox.contact.optedOut")}
      </Text>
      {position && (
        <Text size="sm">
          {t("inbox.contact.position")}{" "}
          <Anchor
            component={Link}
            to={addressOf(pages.flow, { flowId: position.flowId }, { node: position.nodeId })}
          >
            {position.flowName}
          </Anchor>
        </Text>
      )}
      <Values
        title={t("inbox.contact.fields")}
        values={contact.fields}
        empty={t("inbox.contact.noFields")}
      />
      <Values title={t("inbox.contact.variables")} values={variables} />
    </Stack>
  );
}

function Values({
  title,
  values,
  empty,
}: {
  readonly title: string;
  readonly values: Record<string, unknown>;
  readonly empty?: string;
}) {
  const entries = Object.entries(values);
  if (entries.length === 0 && !empty) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      )}
      {entries.map(([name, value]) => (
        <Text key={name} size="sm" lineClamp={3}>
          <Code>{name}</Code> {typeof value === "string" ? value : JSON.stringify(value)}
        </Text>
      ))}
    </div>
  );
}
