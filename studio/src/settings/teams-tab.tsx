import { routes, type Team, type WhenAway as WhenAwaySetting } from "@chatloom/api-schema";
import { Badge, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { useTeams } from "../session/use-teams.ts";
import { useWorkspace } from "../session/use-workspace.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { CreateForm } from "../ui/create-form.tsx";
import { longTime } from "../ui/format-time.ts";
import { Section } from "../ui/section.tsx";
import { MemberWork } from "./member-work.tsx";
import { TeamForm } from "./team-form.tsx";
import { WhenAway } from "./when-away.tsx";

/** The teams that conversations are handed to, and how much each member takes. */
export function TeamsTab() {
  const { t } = useTranslation();
  const may = useMay("inbox.settings");
  const teams = useTeams();
  const { data } = teams;
  return (
    <>
      <Section title={t("settings.teams.title")}>
        <Text size="sm" c="dimmed" mb="sm">
          {t("settings.teams.intro")}
        </Text>
        {may && <NewTeam />}
      </Section>
      <Awaiting of={teams} height={240} />
      {data?.items.map((team) => (
        <TeamSection key={team.id} team={team} />
      ))}
      <WithoutTeam />
      <MemberWork />
    </>
  );
}

function NewTeam() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const make = useMutation({
    mutationFn: () => call(routes.teams.createTeam, { body: { name: name.trim() } }),
    onSuccess: () => {
      setName("");
      return client.invalidateQueries({ queryKey: ["teams"] });
    },
  });
  return (
    <CreateForm
      label={t("settings.teams.newName")}
      name={name}
      maxLength={120}
      submit={t("settings.teams.create")}
      pending={make.isPending}
      onName={setName}
      onSubmit={make.mutate}
    />
  );
}

function TeamSection({ team }: { readonly team: Team }) {
  const { t, i18n } = useTranslation();
  const opens = team.opensAt
    ? t("settings.teams.opens", { when: longTime(team.opensAt, i18n.language) })
    : t("settings.teams.closed");
  return (
    <Section
      title={team.name}
      actions={
        <Group gap="xs">
          {team.waiting > 0 && (
            <Badge color="orange">{t("settings.teams.waiting", { count: team.waiting })}</Badge>
          )}
          <Badge color={team.open ? "green" : "gray"}>
            {team.open ? t("settings.teams.open") : opens}
          </Badge>
        </Group>
      }
    >
      <TeamForm team={team} />
    </Section>
  );
}

/** Edits the rule for conversations without a team; saves at once. */
function WithoutTeam() {
  const { t } = useTranslation();
  const may = useMay("inbox.settings");
  const client = useQueryClient();
  const { data } = useWorkspace();
  const save = useMutation({
    mutationFn: (whenAway: WhenAwaySetting) =>
      call(routes.accounts.updateWorkspace, { body: { whenAway } }),
    onMutate: (whenAway) =>
      client.setQueryData<typeof data>(["workspace"], (it) => it && { ...it, whenAway }),
    onSettled: () => client.invalidateQueries({ queryKey: ["workspace"] }),
  });
  return (
    data && (
      <Section title={t("settings.teams.without")}>
        <WhenAway value={data.whenAway} readOnly={!may} onChange={(next) => save.mutate(next)} />
      </Section>
    )
  );
}
