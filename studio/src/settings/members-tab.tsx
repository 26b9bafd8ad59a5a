import { routes } from "@chatloom/api-schema";
import { Badge, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay, useMe } from "../session/use-me.ts";
import { useRoleName } from "../session/use-roles.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { longTime } from "../ui/format-time.ts";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { AllowedAddresses } from "./allowed-addresses.tsx";
import { DemandSecondFactor } from "./demand-second-factor.tsx";
import { MemberAccess } from "./member-access.tsx";
import { RoleSelect } from "./role-select.tsx";
import { SupportSection } from "./support-section.tsx";

/** The members and open invitations. */
export function MembersTab() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const admin = useMay("members.manage");
  const owner = useMay("workspace.own");
  const client = useQueryClient();
  const members = useQuery({
    queryKey: ["members"],
    queryFn: () => call(routes.accounts.listMembers),
  });
  const { data } = members;
  const refresh = () => client.invalidateQueries({ queryKey: ["members"] });
  const update = useMutation({
    mutationFn: ({ memberId, role }: { memberId: string; role: string }) =>
      call(routes.accounts.updateMember, { params: { memberId }, body: { role } }),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (memberId: string) => call(routes.accounts.removeMember, { params: { memberId } }),
    onSuccess: refresh,
  });
  const confirm = (memberId: string, name: string) =>
    modals.openConfirmModal({
      title: t("settings.members.removeTitle", { name }),
      children: <Text size="sm">{t("settings.members.removeText")}</Text>,
      labels: { confirm: t("settings.members.remove"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(memberId),
    });
  return (
    <>
      <Section title={t("settings.tabs.members")}>
        <Text size="sm" c="dimmed" mb="sm">
          {t("settings.members.intro")}
        </Text>
        <Awaiting of={members} height={60} />
        {data?.items.map((member) => (
          <Group key={member.id} justify="space-between" className={classes.line ?? ""}>
            <div>
              <Group gap="xs">
                <Text fw={600}>{member.name}</Text>
                {member.id === me.member.id && (
                  <Badge color="gray">{t("settings.members.you")}</Badge>
                )}
                {member.secondFactor && (
                  <Badge variant="outline">{t("settings.members.twoFactor")}</Badge>
                )}
                {member.until && (
                  <Badge color="yellow" variant="light">
                    {t("settings.support.badge", { when: longTime(member.until, i18n.language) })}
                  </Badge>
                )}
                {member.online && <Badge>{t("settings.members.online")}</Badge>}
              </Group>
              <Text size="sm" c="dimmed">
                {member.email}
              </Text>
            </div>
            <Group gap="xs">
              <RoleSelect
                disabled={!admin || member.until !== undefined}
                ariaLabel={t("settings.members.roleOf", { name: member.name })}
                value={member.role}
                onChange={(role) => update.mutate({ memberId: member.id, role })}
              />
              {owner && member.id !== me.member.id && <MemberAccess member={member} />}
              {admin && member.id !== me.member.id && (
                <Button
                  size="xs"
                  variant="subtle"
                  color="red"
                  onClick={() => confirm(member.id, member.name)}
                >
                  {t("settings.members.remove")}
                </Button>
              )}
            </Group>
          </Group>
        ))}
        <DemandSecondFactor />
      </Section>
      {admin && <Invitations />}
      {owner && <SupportSection />}
      {owner && <AllowedAddresses />}
    </>
  );
}

function Invitations() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const nameOf = useRoleName();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("agent");
  const [made, setMade] = useState<{ email: string; link: string }>();
  const invitations = useQuery({
    queryKey: ["invitations"],
    queryFn: () => call(routes.accounts.listInvitations),
  });
  const { data } = invitations;
  const refresh = () => client.invalidateQueries({ queryKey: ["invitations"] });
  const invite = useMutation({
    mutationFn: () => call(routes.accounts.invite, { body: { email, role } }),
    onSuccess: ({ invitation, link }) => {
      setMade({ email: invitation.email, link });
      setEmail("");
      return refresh();
    },
  });
  const withdraw = useMutation({
    mutationFn: (invitationId: string) =>
      call(routes.accounts.withdrawInvitation, { params: { invitationId } }),
    onSuccess: refresh,
  });
  return (
    <Section title={t("settings.members.invite")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <Group align="flex-end">
          <TextInput
            flex={1}
            miw={200}
            required
            type="email"
            label={t("settings.members.email")}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <RoleSelect label={t("settings.members.role")} value={role} onChange={setRole} />
          <Button type="submit" loading={invite.isPending}>
            {t("settings.members.create")}
          </Button>
        </Group>
      </form>
      {made && (
        <Stack mt="md">
          <CopyField
            label={t("settings.members.linkTitle", { email: made.email })}
            description={t("settings.members.linkHint")}
            value={made.link}
          />
        </Stack>
      )}
      <Awaiting of={invitations} height={60} />
      {data && data.items.length > 0 && (
        <>
          <Text fw={600} mt="lg" mb={4}>
            {t("settings.members.open")}
          </Text>
          {data.items.map((it) => (
            <Group key={it.id} justify="space-between" className={classes.line ?? ""}>
              <div>
                <Text size="sm">
                  {it.email} · {nameOf(it.role)}
                </Text>
                <Text size="xs" c="dimmed">
                  {t("settings.members.until", { when: longTime(it.expiresAt, i18n.language) })}
                  {it.invitedBy && ` · ${t("settings.members.invitedBy", it.invitedBy)}`}
                </Text>
              </div>
              <Button size="xs" variant="default" onClick={() => withdraw.mutate(it.id)}>
                {t("settings.members.withdraw")}
              </Button>
            </Group>
          ))}
        </>
      )}
    </Section>
  );
}
