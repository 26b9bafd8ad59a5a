import { type ContactSelection, pages, routes } from "@chatloom/api-schema";
import type { Condition } from "@chatloom/flows-schema";
import { Button, Group, Paper, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFilter, IconSearch, IconTableImport } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { AudienceTabs } from "../audience/audience-tabs.tsx";
import { ConditionEditor, filledIn, freshCondition } from "../audience/condition-editor.tsx";
import { ExportMenu } from "../audience/export-menu.tsx";
import { useMay } from "../session/use-me.ts";
import { useWorkspace } from "../session/use-workspace.ts";
import { MoreButton } from "../ui/more-button.tsx";
import { Page } from "../ui/page.tsx";
import { BulkProgress } from "./bulk/bulk-progress.tsx";
import { ContactTable } from "./contact-table.tsx";

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
  const nothing = list.hasNextPage ? "notYet" : "nothing";
  const empty = search || tag || applied ? nothing : "empty";
  const matching: ContactSelection = applied
    ? { condition: filledIn(applied) }
    : { listed: { search: search || undefined, tag: tag || undefined } };
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
      <BulkProgress />
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
        {list.data && contacts.length === 0 ? (
          <Stack gap={4} p="xl" align="center" ta="center">
            <Text fw={650}>{t(`contacts.${empty}`)}</Text>
            <Text c="dimmed">{t(`contacts.${empty}Hint`)}</Text>
            {empty === "empty" && <WaysToContacts />}
          </Stack>
        ) : (
          <ContactTable
            key={JSON.stringify(matching)}
            contacts={contacts}
            matching={matching}
            more={list.hasNextPage}
          />
        )}
        <MoreButton of={list} />
      </Paper>
    </Page>
  );
}

/** Leads to the pages that bring the first contacts. */
function WaysToContacts() {
  const { t } = useTranslation();
  const mayImport = useMay("contacts.manage");
  const mayConnect = useMay("channels.connect");
  return (
    <Group mt="md" justify="center">
      {mayConnect && (
        <Button component={Link} to={pages.channels}>
          {t("contacts.connect")}
        </Button>
      )}
      {mayImport && (
        <Button component={Link} to={pages.contactImports} variant="default">
          {t("imports.open")}
        </Button>
      )}
    </Group>
  );
}

function Actions() {
  const { t } = useTranslation();
  const may = useMay("contacts.manage");
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
