import { type Contact, routes } from "@chatloom/api-schema";
import { Alert, Button, Group, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { longTime } from "../ui/format-time.ts";
import { Section } from "../ui/section.tsx";
import { MergeContact } from "./merge-contact.tsx";

/** Suggests contacts that may be the same person. */
export function DuplicateHint({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation();
  const may = useMay("contacts.change");
  const { data } = useQuery({
    queryKey: ["contact", contact.id, "duplicates", contact.email, contact.phone],
    queryFn: () => call(routes.contactMerges.listDuplicates, { params: { contactId: contact.id } }),
  });
  if (!may || !data || data.items.length === 0) {
    return null;
  }
  return (
    <Alert mb="md" title={t("contacts.merge.duplicates")}>
      {data.items.map((it) => (
        <Group key={it.id} justify="space-between" py={4}>
          <Text size="sm">{[it.name, it.email, it.phone].filter(Boolean).join(" · ")}</Text>
          <Button
            size="xs"
            variant="light"
            onClick={() =>
              modals.open({
                title: t("contacts.merge.title"),
                children: <MergeContact contact={contact} suggested={it.id} />,
              })
            }
          >
            {t("contacts.merge.compare")}
          </Button>
        </Group>
      ))}
    </Alert>
  );
}

/** The contacts that were merged into this one, each of which can come back. */
export function MergeList({ contactId }: { readonly contactId: string }) {
  const { t, i18n } = useTranslation();
  const may = useMay("contacts.change");
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ["contact", contactId, "merges"],
    queryFn: () => call(routes.contactMerges.listMerges, { params: { contactId } }),
  });
  const undo = useMutation({
    mutationFn: (mergeId: string) => call(routes.contactMerges.undoMerge, { params: { mergeId } }),
    onSuccess: async () => {
      notifications.show({ message: t("contacts.merge.undone") });
      await client.invalidateQueries();
    },
  });
  const merged = data?.items.filter((it) => it.state === "merged") ?? [];
  if (merged.length === 0) {
    return null;
  }
  return (
    <Section title={t("contacts.merge.merged")}>
      {merged.map((it) => (
        <Group key={it.id} justify="space-between" wrap="nowrap" py={4}>
          <div>
            <Text size="sm">{it.absorbedName || t("contacts.unnamed")}</Text>
            <Text size="xs" c="dimmed">
              {longTime(it.at, i18n.language)} ·{" "}
              {t(`contacts.merge.causes.${it.cause}`, { by: it.by })}
            </Text>
          </div>
          {may && (
            <Button
              size="xs"
              variant="default"
              loading={undo.isPending}
              onClick={() => undo.mutate(it.id)}
            >
              {t("contacts.merge.undo")}
            </Button>
          )}
        </Group>
      ))}
    </Section>
  );
}
