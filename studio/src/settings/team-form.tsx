import { routes, type Team } from "@chatloom/api-schema";
import { Button, Group, Input, MultiSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { OpeningHours } from "../forms/opening-hours.tsx";
import { useMay } from "../session/use-me.ts";
import { timeZones } from "../ui/time-zones.ts";
import { Holidays } from "./holidays.tsx";
import { WhenAway } from "./when-away.tsx";

type Fields = Pick<Team, "name" | "memberIds" | "timeZone" | "hours" | "holidays" | "whenAway">;

/** Who is in a team, and when it works. */
export function TeamForm({ team }: { readonly team: Team }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("inbox.settings");
  const { name, memberIds, timeZone, hours, holidays, whenAway } = team;
  const [fields, setFields] = useState<Fields>({
    name,
    memberIds,
    timeZone,
    hours,
    holidays,
    whenAway,
  });
  const change = (part: Partial<Fields>) => setFields({ ...fields, ...part });
  const { data: members } = useQuery({
    queryKey: ["members"],
    queryFn: () => call(routes.accounts.listMembers),
  });
  const refresh = () => client.invalidateQueries({ queryKey: ["teams"] });
  const params = { teamId: team.id };
  const save = useMutation({
    mutationFn: () => call(routes.teams.updateTeam, { params, body: fields }),
    onSuccess: async () => {
      await refresh();
      notifications.show({ message: t("settings.saved") });
    },
  });
  const remove = useMutation({
    mutationFn: () => call(routes.teams.deleteTeam, { params }),
    onSuccess: refresh,
  });
  const confirm = () =>
    modals.openConfirmModal({
      title: t("settings.teams.deleteTitle", { name }),
      children: <Text size="sm">{t("settings.teams.deleteText", { count: team.waiting })}</Text>,
      labels: { confirm: t("common.delete"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(),
    });
  const able = (members?.items ?? []).filter((it) => it.answers);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <TextInput
          required
          maxLength={120}
          label={t("settings.teams.name")}
          disabled={!may}
          value={fields.name}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
        <MultiSelect
          searchable
          label={t("settings.teams.members")}
          disabled={!may}
          data={able.map((it) => ({ value: it.id, label: it.name }))}
          value={fields.memberIds}
          onChange={(next) => change({ memberIds: next })}
        />
        <Select
          searchable
          allowDeselect={false}
          label={t("settings.workspace.timeZone")}
          disabled={!may}
          value={fields.timeZone}
          onChange={(value) => value && change({ timeZone: value })}
          data={timeZones(fields.timeZone)}
        />
        <Input.Wrapper label={t("settings.teams.hours")} labelElement="div">
          <OpeningHours
            value={fields.hours}
            readOnly={!may}
            onChange={(next) => change({ hours: next })}
          />
        </Input.Wrapper>
        <Input.Wrapper label={t("settings.teams.holidays")} labelElement="div">
          <Holidays
            value={fields.holidays}
            readOnly={!may}
            onChange={(next) => change({ holidays: next })}
          />
        </Input.Wrapper>
        <WhenAway
          value={fields.whenAway}
          readOnly={!may}
          onChange={(next) => change({ whenAway: next })}
        />
        {may && (
          <Group justify="space-between">
            <Button type="submit" loading={save.isPending}>
              {t("settings.save")}
            </Button>
            <Button variant="subtle" color="red" onClick={confirm}>
              {t("settings.teams.delete")}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
