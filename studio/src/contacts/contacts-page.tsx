import { addressOf, type Contact, pages, routes } from "@chatloom/api-schema";
import type { Condition } from "@chatloom/flows-schema";
import { Badge, Button, Group, Paper, Select, Stack, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFilter, IconSearch, IconTableImport } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { call } from "../api/call.ts";
import { AudienceTabs } from "../audience/audience-tabs.tsx";
import { ConditionEditor, filledIn, freshCondition } from "../audience/condition-editor.tsx";
import { ExportMenu } from "../audience/export-menu.tsx";
import { useMay } from "../session/use-me.ts";
import { useWorkspace } from "../session/use-workspace.ts";
import { longTime } from "../ui/format-time.ts";
import { MoreButton } from "../ui/more-button.tsx";
import { Page } from "../ui/page.tsx";
import classes from "./contacts.module.css";

/** Everyone who ever wrote, to search. */
export function ContactsPage() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 300);
  const [tag, setTag] = useState<string | null>(null);
  const [filter, setFilter] = useState<Condition>();
  const [applied] = useDebouncedValue(filter, 400);
  const { data: workspace } = useWorkspace();
  const list = useInfiniteQuery({
    queryKey: ["contacts", search, tag, applied],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      applied
        ? call(routes.audience.filterContacts, {
            body: { condition: filledIn(applied), cursor: pageParam },
          })
        : call(routes.contacts.listContacts, {
            query: {
              limit: 50,
              search: search || undefined,
              tag: tag || undefined,
              cursor: pageParam || undefined,
            },
          }),
    getNextPageParam: (page) => page.next,
  });
  const contacts = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("audience.title")} actions={<Actions />}>
      <AudienceTabs chosen="contacts" />
      <Group mb="md">
        <TextInput
          flex={1}
          miw={220}
          maw={420}
          type="search"
          disabled={filter !== undefined}
          aria-label={t("contacts.search")}
          placeholder={t("contacts.search")}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          variant={filter ? "light" : "default"}
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={filter !== undefined}
          onClick={() => setFilter(filter ? undefined : freshCondition)}
        >
          {t(filter ? "audience.segments.clearFilter" : "audience.segments.filter")}
        </Button>
        <Select
          disabled={filter !== undefined}
          aria-label={t("contacts.tag")}
          placeholder={t("contacts.anyTag")}
          clearable
          searchable
          value={tag}
          onChange={setTag}
          data={workspace?.tags ?? []}
        />
      </Group>
      {filter && (
        <Paper
          p="md"
          mb="md"
          maw={760}
          style={{ background: "var(--cl-surface)", boxShadow: "var(--cl-shadow-card)" }}
        >
          <ConditionEditor condition={filter} onChange={setFilter} />
        </Paper>
      )}
      <Paper p="sm" style={{ background: "var(--cl-surface)", boxShadow: "var(--cl-shadow-card)" }}>
        {!list.isPending && contacts.length === 0 ? (
          <Stack gap={4} p="xl" align="center" ta="center">
            <Text fw={650}>
              {t(search || tag || applied ? "contacts.nothing" : "contacts.empty")}
            </Text>
            <Text c="dimmed">
              {t(search || tag || applied ? "contacts.nothingHint" : "contacts.emptyHint")}
            </Text>
          </Stack>
        ) : (
          <Table verticalSpacing="sm" layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("contacts.name")}</Table.Th>
                <Table.Th visibleFrom="sm">{t("contacts.email")}</Table.Th>
                <Table.Th visibleFrom="sm">{t("contacts.phone")}</Table.Th>
                <Table.Th visibleFrom="md">{t("contacts.tags")}</Table.Th>
                <Table.Th visibleFrom="md">{t("contacts.since")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {contacts.map((contact) => (
                <ContactRow key={contact.id} contact={contact} />
              ))}
            </Table.Tbody>
          </Table>
        )}
        <MoreButton of={list} />
      </Paper>
    </Page>
  );
}

function Actions() {
  const { t } = useTranslation();
  const may = useMay("editor");
  return (
    <>
      {may && (
        <Button
          component={Link}
          to={pages.contactImports}
          variant="default"
          leftSection={<IconTableImport size={16} aria-hidden />}
        >
          {t("imports.open")}
        </Button>
      )}
      <ExportMenu />
    </>
  );
}

/** A click anywhere opens the contact; the keyboard and screen readers have the link. */
function ContactRow({ contact }: { readonly contact: Contact }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const address = addressOf(pages.contact, { contactId: contact.id });
  return (
    <Table.Tr className={classes.row ?? ""} onClick={() => void navigate(address)}>
      <Table.Td>
        <Link
          to={address}
          className={classes.name ?? ""}
          onClick={(event) => event.stopPropagation()}
        >
          {contact.name || t("contacts.unnamed")}
        </Link>
        <Text size="xs" c="dimmed" hiddenFrom="sm" truncate>
          {contact.email || contact.phone}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm" style={{ overflowWrap: "anywhere" }}>
        {contact.email}
      </Table.Td>
      <Table.Td visibleFrom="sm">{contact.phone}</Table.Td>
      <Table.Td visibleFrom="md">
        <Group gap={4}>
          {contact.tags.map((it) => (
            <Badge key={it} color="gray">
              {it}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="md">{longTime(contact.createdAt, i18n.language)}</Table.Td>
    </Table.Tr>
  );
}
