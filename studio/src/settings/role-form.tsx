import {
  basePermission,
  ownerPermission,
  type Permission,
  type PermissionGroup,
  permissionGroups,
  permissions,
  roleLimits,
  routes,
  type WorkspaceRole,
  withNeeded,
  without,
} from "@chatloom/api-schema";
import {
  Alert,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMe } from "../session/use-me.ts";
import { rolesKey, useRoleName } from "../session/use-roles.ts";
import { problemText } from "../ui/show-problem.ts";

/** Makes a role, or changes one. What a permission needs is ticked with it. */
export function RoleForm({
  role,
  roles,
  onSaved,
}: {
  /** The role to change; absent: a new one. */
  readonly role?: WorkspaceRole;
  readonly roles: readonly WorkspaceRole[];
  readonly onSaved: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const nameOf = useRoleName();
  const own = useMe().member.permissions;
  const copyOf = (id: string) => {
    const based = roles.find((it) => it.id === id)?.permissions ?? [];
    return based.filter((it) => it !== ownerPermission && own.includes(it));
  };
  const [name, setName] = useState(role?.name ?? "");
  const [description, setDescription] = useState(role?.description ?? "");
  const [base, setBase] = useState("agent");
  const [chosen, setChosen] = useState<Permission[]>(role?.permissions ?? copyOf("agent"));
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () => {
      const body = { name: name.trim(), description: description.trim(), permissions: chosen };
      return role
        ? call(routes.roles.updateRole, {
            params: { roleId: role.id },
            body: { ...body, version: role.version },
          })
        : call(routes.roles.createRole, { body });
    },
    onSuccess: onSaved,
    onSettled: () => client.invalidateQueries({ queryKey: rolesKey }),
  });
  const toggle = (permission: Permission, on: boolean) =>
    setChosen(on ? withNeeded([...chosen, permission]) : without(chosen, permission));
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
          data-autofocus
          maxLength={roleLimits.name}
          label={t("settings.permissions.name")}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <TextInput
          maxLength={roleLimits.description}
          label={t("settings.permissions.description")}
          value={description}
          onChange={({ currentTarget }) => setDescription(currentTarget.value)}
        />
        {!role && (
          <Select
            label={t("settings.permissions.base")}
            allowDeselect={false}
            value={base}
            onChange={(id) => {
              setBase(id ?? base);
              setChosen(withNeeded(copyOf(id ?? base)));
            }}
            data={roles
              .filter((it) => it.id !== "owner")
              .map((it) => ({ value: it.id, label: nameOf(it.id) }))}
          />
        )}
        <div>
          <Text fw={600}>{t("settings.permissions.permissions")}</Text>
          <Text size="sm" c="dimmed">
            {t("settings.permissions.needs")}
          </Text>
        </div>
        {(Object.keys(permissionGroups) as PermissionGroup[]).map((group) => (
          <Fieldset key={group} legend={t(`settings.permissions.groups.${group}`)}>
            <Stack gap="xs">
              {permissions
                .filter((it) => it in permissionGroups[group] && it !== ownerPermission)
                .map((it) => {
                  const lacking = !own.includes(it);
                  return (
                    <Checkbox
                      key={it}
                      label={t(`settings.permissions.of.${it}`)}
                      description={lacking ? t("settings.permissions.lacking") : undefined}
                      // Everyone in the workspace has the first one.
                      disabled={lacking || it === basePermission}
                      checked={it === basePermission || chosen.includes(it)}
                      onChange={({ currentTarget }) => toggle(it, currentTarget.checked)}
                    />
                  );
                })}
            </Stack>
          </Fieldset>
        ))}
        {save.error && (
          <Alert color="red" role="alert">
            {problemText(save.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ""}>
            {t("settings.permissions.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
