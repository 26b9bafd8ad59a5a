import { priorities, routes } from "@chatloom/api-schema";
import { Button, Checkbox, Group, Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMembers } from "../../session/use-members.ts";
import { useTeams } from "../../session/use-teams.ts";
import { useLabels } from "../triage/use-labels.ts";
import type { ListFilter } from "./list-filter.ts";

const waits = [5, 30, 60, 240, 1_440] as const;

/** The filters of the list beside the views. */
export function FilterPanel({
  filter,
  onChange,
}: {
  readonly filter: ListFilter;
  readonly onChange: (filter: ListFilter) => void;
}) {
  const { t } = useTranslation();
  const labels = useLabels();
  const members = useMembers();
  const { data: teams } = useTeams();
  const { data: channels } = useQuery({
    queryKey: ["channels"],
    queryFn: () => call(routes.channels.listChannels),
  });
  const select = (
    name: "channelId" | "labelId" | "teamId" | "priority" | "assigneeId" | "sla",
  ) => ({
    size: "xs" as const,
    clearable: true,
    searchable: true,
    // The panel focuses its first field when it opens.
    openOnFocus: false,
    comboboxProps: { withinPortal: false },
    value: filter[name] ?? null,
    onChange: (value: string | null) =>
      onChange({ ...filter, [name]: value ?? undefined } as ListFilter),
  });
  const check = (name: "unread" | "mentioned" | "snoozed" | "resolved") => ({
    size: "xs" as const,
    label: t(`inbox.filters.${name}`),
    checked: filter[name] === true,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...filter, [name]: event.currentTarget.checked || undefined }),
  });
  return (
    <Stack gap="xs">
      <Select
        {...select("channelId")}
        label={t("inbox.channel")}
        placeholder={t("inbox.allChannels")}
        data={channels?.items.map((it) => ({ value: it.id, label: it.name })) ?? []}
      />
      <Select
        {...select("labelId")}
        label={t("inbox.filters.label")}
        placeholder={t("inbox.filters.any")}
        data={labels.map((it) => ({ value: it.id, label: it.name }))}
      />
      {teams && teams.items.length > 0 && (
        <Select
          {...select("teamId")}
          label={t("routing.team")}
          placeholder={t("inbox.filters.any")}
          data={teams.items.map((it) => ({ value: it.id, label: it.name }))}
        />
      )}
      <Group grow gap="xs">
        <Select
          {...select("priority")}
          label={t("inbox.priority.title")}
          placeholder={t("inbox.filters.any")}
          data={priorities.map((it) => ({ value: it, label: t(`inbox.priority.${it}`) }))}
        />
        <Select
          size="xs"
          clearable
          comboboxProps={{ withinPortal: false }}
          label={t("inbox.filters.waiting")}
          placeholder={t("inbox.filters.any")}
          value={filter.waitingMinutes ? String(filter.waitingMinutes) : null}
          onChange={(value) =>
            onChange({ ...filter, waitingMinutes: value ? Number(value) : undefined })
          }
          data={waits.map((it) => ({
            value: String(it),
            label:
              it < 60
                ? t("inbox.filters.minutes", { count: it })
                : t("inbox.filters.hours", { count: it / 60 }),
          }))}
        />
      </Group>
      <Select
        {...select("sla")}
        label={t("inbox.filters.sla")}
        placeholder={t("inbox.filters.any")}
        data={(["late", "soon"] as const).map((it) => ({
          value: it,
          label: t(`inbox.filters.slas.${it}`),
        }))}
      />
      <Select
        {...select("assigneeId")}
        label={t("inbox.filters.assignee")}
        placeholder={t("inbox.filters.any")}
        data={members.filter((it) => it.answers).map((it) => ({ value: it.id, label: it.name }))}
      />
      <Group gap="md">
        <Checkbox {...check("unread")} />
        <Checkbox {...check("mentioned")} />
        <Checkbox {...check("snoozed")} />
        <Checkbox {...check("resolved")} />
      </Group>
      <Button
        size="xs"
        variant="subtle"
        onClick={() => onChange(filter.view ? { view: filter.view } : {})}
      >
        {t("inbox.filters.clear")}
      </Button>
    </Stack>
  );
}
