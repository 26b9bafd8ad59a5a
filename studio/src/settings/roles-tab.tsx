import { roleLimits, type WorkspaceRole } from "@chatloom/api-schema";
import { Button, Group, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { mayWith, useMay, useMe } from "../session/use-me.ts";
import { useRoles } from "../session/use-roles.ts";
import { Loading } from "../ui/loading.tsx";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { DeleteRole } from "./delete-role.tsx";
import { RoleComparison } from "./role-comparison.tsx";
import { RoleForm } from "./role-form.tsx";

/** The roles of the workspace: making them from permissions, and what each allows. */
export function RolesTab() {
  const { t } = useTranslation();
  const may = useMay("roles.manage");
  const { data } = useRoles();
  const made = data?.items.filter((it) => !it.builtIn) ?? [];
  const create = () =>
    modals.open({
      title: t("settings.permissions.create"),
      size: "lg",
      children: <RoleForm roles={data?.items ?? []} onSaved={() => modals.closeAll()} />,
    });
  return (
    <>
      <Section
        title={t("settings.permissions.title")}
        actions={
          may && (
            <Button
              size="xs"
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={!data || made.length >= roleLimits.most}
              onClick={create}
            >
              {t("settings.permissions.create")}
            </Button>
          )
        }
      >
        <Text size="sm" c="dimmed" mb="sm">
          {t("settings.permissions.intro")}
        </Text>
        {!data && <Loading />}
        {data && made.length === 0 && <Text size="sm">{t("settings.permissions.empty")}</Text>}
        {made.map((role) => (
          <RoleLine key={role.id} role={role} roles={data?.items ?? []} />
        ))}
      </Section>
      {data && (
        <Section title={t("settings.permissions.compare")}>
          <RoleComparison roles={data.items} />
        </Section>
      )}
    </>
  );
}

function RoleLine({
  role,
  roles,
}: {
  readonly role: WorkspaceRole;
  readonly roles: readonly WorkspaceRole[];
}) {
  const { t } = useTranslation();
  const me = useMe();
  // Nobody changes a role that allows more than their own.
  const may = mayWith(me, "roles.manage") && role.permissions.every((it) => mayWith(me, it));
  return (
    <Group justify="space-between" className={classes.line ?? ""}>
      <div style={{ flex: 1, minWidth: 180 }}>
        <Text fw={600}>{role.name}</Text>
        <Text size="sm" c="dimmed">
          {[
            role.description,
            t("settings.permissions.members", { count: role.members }),
            t("settings.permissions.allows", { count: role.permissions.length }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      </div>
      {may && (
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            aria-label={t("settings.permissions.editTitle", { name: role.name })}
            onClick={() =>
              modals.open({
                title: t("settings.permissions.editTitle", { name: role.name }),
                size: "lg",
                children: <RoleForm role={role} roles={roles} onSaved={() => modals.closeAll()} />,
              })
            }
          >
            {t("settings.permissions.edit")}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="red"
            aria-label={t("settings.permissions.deleteTitle", { name: role.name })}
            onClick={() =>
              modals.open({
                title: t("settings.permissions.deleteTitle", { name: role.name }),
                children: <DeleteRole role={role} onDeleted={() => modals.closeAll()} />,
              })
            }
          >
            {t("common.delete")}
          </Button>
        </Group>
      )}
    </Group>
  );
}
