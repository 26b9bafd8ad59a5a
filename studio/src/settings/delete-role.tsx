import { type RoleUse, routes, type WorkspaceRole } from "@chatloom/api-schema";
import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { rolesKey, useRoles } from "../session/use-roles.ts";
import { Loading } from "../ui/loading.tsx";
import { problemText } from "../ui/show-problem.ts";
import { RoleSelect } from "./role-select.tsx";

/** How many names are listed of each kind. */
const mostNamed = 8;

/** Deletes a role. Where it is in use, it tells by whom, and offers another role for them. */
export function DeleteRole({
  role,
  onDeleted,
}: {
  readonly role: WorkspaceRole;
  readonly onDeleted: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [moveTo, setMoveTo] = useState("viewer");
  const others = useRoles().data?.items.filter((it) => it.id !== role.id) ?? [];
  const params = { roleId: role.id };
  const { data: use, error } = useQuery({
    queryKey: [...rolesKey, role.id, "use"],
    queryFn: () => call(routes.roles.readRoleUse, { params }),
    staleTime: 0,
  });
  const used = use && use.members.length + use.invitations.length + use.tokens.length > 0;
  const remove = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      call(routes.roles.deleteRole, { params, query: { moveTo: used ? moveTo : undefined } }),
    onSuccess: () => {
      notifications.show({ message: t("settings.permissions.deleted") });
      onDeleted();
    },
    onSettled: () =>
      Promise.all(
        [rolesKey, ["members"], ["invitations"], ["api-tokens"]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  const problem = error ?? remove.error;
  return (
    <Stack>
      {!use && !error && <Loading />}
      {use && <Use use={use} />}
      {used && use.groups.length === 0 && (
        <RoleSelect
          label={t("settings.permissions.moveTo")}
          among={others.map((it) => it.id)}
          value={moveTo}
          onChange={setMoveTo}
        />
      )}
      {problem && (
        <Alert color="red" role="alert">
          {problemText(problem)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button
          color="red"
          loading={remove.isPending}
          disabled={!use || use.groups.length > 0}
          onClick={() => remove.mutate()}
        >
          {t(used ? "settings.permissions.moveAndDelete" : "settings.permissions.deleteNow")}
        </Button>
      </Group>
    </Stack>
  );
}

function Use({ use }: { readonly use: RoleUse }) {
  const { t } = useTranslation();
  const named = (all: readonly string[]) => {
    const rest = all.length - mostNamed;
    const more = rest > 0 ? [t("settings.permissions.more", { count: rest })] : [];
    return [...all.slice(0, mostNamed), ...more].join(", ");
  };
  const parts = [
    ["usedMembers", use.members.map((it) => it.name)],
    ["usedInvitations", use.invitations.map((it) => it.email)],
    ["usedTokens", use.tokens.map((it) => it.name)],
    ["usedGroups", use.groups],
  ] as const;
  const filled = parts.filter(([, names]) => names.length > 0);
  if (filled.length === 0) {
    return <Text size="sm">{t("settings.permissions.unused")}</Text>;
  }
  return (
    <div>
      <Text fw={600}>{t("settings.permissions.used")}</Text>
      <List size="sm">
        {filled.map(([kind, names]) => (
          <List.Item key={kind}>
            {t(`settings.permissions.${kind}`, { names: named(names) })}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
