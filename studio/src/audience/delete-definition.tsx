import { routes } from "@chatloom/api-schema";
import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";

interface Definition {
  readonly key: string;
  readonly title: string;
}
type Kind = "field" | "tag";

/** Deletes a field or tag, after it has said what uses it. */
export function DeleteDefinition({
  kind,
  definition,
}: {
  readonly kind: Kind;
  readonly definition: Definition;
}) {
  const { t } = useTranslation();
  const { title } = definition;
  return (
    <ActionIcon
      size={36}
      variant="subtle"
      color="gray"
      aria-label={t("audience.fields.delete", { title })}
      onClick={() =>
        modals.open({
          title: t("audience.fields.deleteTitle", { title }),
          children: <Confirm kind={kind} definition={definition} />,
        })
      }
    >
      <IconTrash size={16} />
    </ActionIcon>
  );
}

function Confirm({ kind, definition }: { readonly kind: Kind; readonly definition: Definition }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const params = { key: definition.key };
  const found = useQuery({
    queryKey: ["definitionUse", kind, definition.key],
    queryFn: () =>
      kind === "field"
        ? call(routes.audience.readContactFieldUse, { params })
        : call(routes.audience.readTagUse, { params }),
  });
  const { data: use } = found;
  const remove = useMutation({
    mutationFn: () =>
      kind === "field"
        ? call(routes.audience.deleteContactField, { params })
        : call(routes.audience.deleteTag, { params }),
    onSuccess: async () => {
      modals.closeAll();
      const stale = ["contactFields", "tags", "workspace", "contacts", "contact"];
      await Promise.all(stale.map((it) => client.invalidateQueries({ queryKey: [it] })));
    },
  });
  if (!use) {
    return <Awaiting of={found} />;
  }
  const names = (items: readonly { readonly name: string }[]) =>
    items.map((it) => it.name).join(", ");
  return (
    <Stack gap="sm">
      <Text size="sm">{t("audience.fields.usedBy", { count: use.contacts })}</Text>
      {use.flows.length > 0 && (
        <Text size="sm">{t("audience.fields.usedInFlows", { names: names(use.flows) })}</Text>
      )}
      {use.segments.length > 0 && (
        <Text size="sm">{t("audience.fields.usedInSegments", { names: names(use.segments) })}</Text>
      )}
      {use.flows.length === 0 && use.segments.length === 0 && (
        <Text size="sm">{t("audience.fields.unused")}</Text>
      )}
      <Text size="sm" c="dimmed">
        {t(kind === "field" ? "audience.fields.deleteField" : "audience.fields.deleteTag")}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => modals.closeAll()}>
          {t("common.cancel")}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t("audience.fields.confirm")}
        </Button>
      </Group>
    </Stack>
  );
}
