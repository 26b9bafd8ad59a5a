import { auditKinds, routes } from "@chatloom/api-schema";
import { Button, Group, Menu, Select, Text, TextInput } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { call } from "../api/call.ts";
import { MoreButton } from "../ui/more-button.tsx";
import { Section } from "../ui/section.tsx";
import { AuditRow } from "./audit-row.tsx";

type Kind = (typeof auditKinds)[number];
const names = ["by", "kind", "object", "from", "to"] as const;

/** The audit log: filters in the address, the newest entries first. */
export function AuditTab() {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const filter = filterIn(search);
  const set = (name: (typeof names)[number], value: string | null) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) {
          next.set(name, value);
        } else {
          next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  const found = useInfiniteQuery({
    queryKey: ["audit", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(routes.audit.listAudit, { query: { ...filter, cursor: pageParam, limit: 50 } }),
    getNextPageParam: (page) => page.next,
  });
  const members = useQuery({
    queryKey: ["members"],
    queryFn: () => call(routes.accounts.listMembers),
  });
  const tokens = useQuery({
    queryKey: ["api-tokens"],
    queryFn: () => call(routes.accounts.listApiTokens),
  });
  const entries = found.data?.pages.flatMap((it) => it.items) ?? [];
  const people = new Map([
    ...(members.data?.items ?? []).map((it) => [it.accountId, it.name] as const),
    ...(tokens.data?.items ?? []).map(
      (it) => [it.id, t("audit.token", { name: it.name })] as const,
    ),
    ["system", t("audit.system")] as const,
  ]);
  if (filter.by && !people.has(filter.by)) {
    people.set(filter.by, entries.find((it) => it.by.id === filter.by)?.by.name ?? filter.by);
  }
  const kinds = auditKinds
    .map((value) => ({ value, label: t(`audit.kinds.${value}`) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language));
  const about = entries.find((it) => it.object.id === filter.object)?.object.name;
  return (
    <Section title={t("audit.title")}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("audit.intro")}
      </Text>
      <Group align="flex-end" mb="md" gap="sm">
        <Select
          w={{ base: "100%", xs: 200 }}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("common.clear") }}
          label={t("audit.person")}
          placeholder={t("audit.anyone")}
          value={filter.by ?? null}
          onChange={(value) => set("by", value)}
          data={[...people].map(([value, label]) => ({ value, label }))}
        />
        <Select
          w={{ base: "100%", xs: 180 }}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("common.clear") }}
          label={t("audit.kind")}
          placeholder={t("audit.anything")}
          value={filter.kind ?? null}
          onChange={(value) => set("kind", value)}
          data={kinds}
        />
        {(["from", "to"] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={t(`audit.${end}`)}
            value={search.get(end) ?? ""}
            onChange={({ currentTarget }) => set(end, currentTarget.value)}
          />
        ))}
        <Menu>
          <Menu.Target>
            <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
              {t("audit.download")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(["csv", "jsonl"] as const).map((format) => (
              <Menu.Item
                key={format}
                component="a"
                href={`/api/v1/audit/export?${new URLSearchParams({ ...filter, format })}`}
                download
              >
                {t(`audit.${format}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
      {filter.object && (
        <Button variant="light" size="xs" mb="sm" onClick={() => set("object", null)}>
          {t("audit.object", { name: about || t("audit.thisOne") })} ✕
        </Button>
      )}
      {found.data && entries.length === 0 && <Text c="dimmed">{t("audit.empty")}</Text>}
      {entries.map((it) => (
        <AuditRow
          key={it.sequence}
          entry={it}
          onPerson={() => set("by", it.by.id)}
          onObject={() => set("object", it.object.id)}
        />
      ))}
      <MoreButton of={found} />
    </Section>
  );
}

/** The filter in the address. Days become moments in the reader's time zone; the last day counts whole. */
function filterIn(search: URLSearchParams) {
  const filter: Partial<Record<Exclude<(typeof names)[number], "kind">, string>> & { kind?: Kind } =
    {};
  for (const name of ["by", "object"] as const) {
    const value = search.get(name);
    if (value) {
      filter[name] = value;
    }
  }
  const kind = auditKinds.find((it) => it === search.get("kind"));
  if (kind) {
    filter.kind = kind;
  }
  for (const [name, days] of [
    ["from", 0],
    ["to", 1],
  ] as const) {
    const day = new Date(`${search.get(name)}T00:00`);
    if (!Number.isNaN(day.getTime())) {
      day.setDate(day.getDate() + days);
      filter[name] = day.toISOString();
    }
  }
  return filter;
}
