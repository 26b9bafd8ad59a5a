import { type Contact, routes } from "@chatloom/api-schema";
import type { RecordFact } from "@chatloom/flows-schema";
import { Button, Group, Radio, Select, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";

/** Chooses a contact that is the same person, shows what would remain, and merges it. */
export function MergeContact({
  contact,
  suggested,
}: {
  readonly contact: Contact;
  readonly suggested?: string;
}) {
  const { t } = useTranslation();
  const [otherId, setOtherId] = useState<string | null>(suggested ?? null);
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, 300);
  const { data } = useQuery({
    queryKey: ["contacts", "mergeable", search],
    enabled: suggested === undefined,
    queryFn: () => call(routes.contacts.listContacts, { query: { search, limit: 20 } }),
  });
  const choices = data?.items.filter((it) => it.id !== contact.id) ?? [];
  return (
    <Stack>
      {suggested === undefined && (
        <Select
          searchable
          data-autofocus
          label={t("contacts.merge.other")}
          description={t("contacts.merge.otherHint")}
          nothingFoundMessage={t("contacts.merge.nobody")}
          searchValue={typed}
          onSearchChange={setTyped}
          filter={({ options }) => options}
          value={otherId}
          onChange={setOtherId}
          data={choices.map((it) => ({ value: it.id, label: labelOf(it, t("contacts.unnamed")) }))}
        />
      )}
      {otherId && <Preview key={otherId} contactId={contact.id} otherId={otherId} />}
    </Stack>
  );
}

function Preview({ contactId, otherId }: { readonly contactId: string; readonly otherId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [take, setTake] = useState<readonly string[]>([]);
  const merge = useMutation({
    mutationFn: () =>
      call(routes.contactMerges.mergeContact, {
        params: { contactId },
        body: { otherId, take: [...take] },
      }),
    onSuccess: async () => {
      modals.closeAll();
      notifications.show({ message: t("contacts.merge.done") });
      await client.invalidateQueries();
    },
  });
  const preview = useQuery({
    queryKey: ["contact", contactId, "mergePreview", otherId],
    // Once they are one contact, there is nothing to preview.
    enabled: merge.isIdle || merge.isError,
    queryFn: () =>
      call(routes.contactMerges.previewMerge, { params: { contactId }, query: { otherId } }),
  });
  const { data } = preview;
  if (!data) {
    return <Awaiting of={preview} size="sm" />;
  }
  const { merged, other, conflicts } = data;
  return (
    <>
      {conflicts.map(({ name, kept, other: theirs }) => (
        <Radio.Group
          key={name}
          label={labelOfFact(name, (fact) => t(`contacts.${fact}`))}
          value={take.includes(name) ? "other" : "kept"}
          onChange={(value) =>
            setTake(value === "other" ? [...take, name] : take.filter((it) => it !== name))
          }
        >
          <Stack gap={4} mt={4}>
            <Radio value="kept" label={textOf(kept)} />
            <Radio value="other" label={textOf(theirs)} />
          </Stack>
        </Radio.Group>
      ))}
      <Text size="sm">
        {t("contacts.merge.result", {
          addresses: merged.identities.length,
          tags: merged.tags.length,
          name: other.name || t("contacts.unnamed"),
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {t("contacts.merge.hint")}
      </Text>
      <Group>
        <Button loading={merge.isPending} onClick={() => merge.mutate()}>
          {t("contacts.merge.merge")}
        </Button>
        <Button variant="default" onClick={() => modals.closeAll()}>
          {t("common.cancel")}
        </Button>
      </Group>
    </>
  );
}

function labelOfFact(name: string, words: (fact: RecordFact) => string): string {
  return name.startsWith("fields.") ? name.slice("fields.".length) : words(name as RecordFact);
}

function labelOf({ name, email, phone }: Contact, unnamed: string): string {
  return [name || unnamed, email, phone].filter(Boolean).join(" · ");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
