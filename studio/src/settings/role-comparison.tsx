import {
  type Permission,
  type PermissionGroup,
  permissionGroups,
  permissions,
  type WorkspaceRole,
} from "@chatloom/api-schema";
import { MultiSelect, Table, Text, VisuallyHidden } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoleName } from "../session/use-roles.ts";
import { useNarrow } from "../ui/use-narrow.ts";
import classes from "./role-comparison.module.css";

/** How many roles stand side by side at first. */
const mostShown = { narrow: 3, wide: 6 };

/** The permissions of the roles side by side. A phone shows a few roles, which can be chosen. */
export function RoleComparison({ roles }: { readonly roles: readonly WorkspaceRole[] }) {
  const { t } = useTranslation();
  const nameOf = useRoleName();
  const narrow = useNarrow();
  const most = narrow ? mostShown.narrow : mostShown.wide;
  const [picked, setPicked] = useState<string[]>();
  // One's own roles are what one compares with the built-in ones.
  const first = [
    ...roles.filter((it) => !it.builtIn).slice(0, most - 1),
    ...roles.filter((it) => it.builtIn),
  ].slice(0, most);
  const wanted = picked ?? first.map((it) => it.id);
  const shown = roles.filter((it) => wanted.includes(it.id));
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t("settings.permissions.compareHint")}
      </Text>
      <MultiSelect
        mb="sm"
        label={t("settings.permissions.compareChoose")}
        data={roles.map((it) => ({ value: it.id, label: nameOf(it.id) }))}
        value={shown.map((it) => it.id)}
        maxValues={most}
        onChange={setPicked}
      />
      <Table.ScrollContainer
        minWidth={0}
        maxHeight="70dvh"
        scrollAreaProps={{
          viewportProps: {
            tabIndex: 0,
            role: "region",
            "aria-label": t("settings.permissions.compare"),
          },
        }}
      >
        <Table
          stickyHeader
          className={classes.table ?? ""}
          aria-label={t("settings.permissions.compare")}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("settings.permissions.permission")}</Table.Th>
              {shown.map((it) => (
                <Table.Th key={it.id} scope="col" className={classes.role ?? ""}>
                  {nameOf(it.id)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(Object.keys(permissionGroups) as PermissionGroup[]).map((group) => (
              <Fragment key={group}>
                <Table.Tr>
                  <Table.Th
                    scope="colgroup"
                    colSpan={shown.length + 1}
                    className={classes.group ?? ""}
                  >
                    {t(`settings.permissions.groups.${group}`)}
                  </Table.Th>
                </Table.Tr>
                {permissions
                  .filter((it) => it in permissionGroups[group])
                  .map((it) => (
                    <Table.Tr key={it}>
                      <Table.Th scope="row" fw={400}>
                        {t(`settings.permissions.of.${it}`)}
                      </Table.Th>
                      {shown.map((role) => (
                        <Mark key={role.id} role={role} permission={it} />
                      ))}
                    </Table.Tr>
                  ))}
              </Fragment>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function Mark({
  role,
  permission,
}: {
  readonly role: WorkspaceRole;
  readonly permission: Permission;
}) {
  const { t } = useTranslation();
  const allowed = role.permissions.includes(permission);
  return (
    <Table.Td className={classes.mark ?? ""}>
      {allowed ? <IconCheck size={17} aria-hidden /> : <span aria-hidden>–</span>}
      <VisuallyHidden>
        {t(allowed ? "settings.permissions.yes" : "settings.permissions.no")}
      </VisuallyHidden>
    </Table.Td>
  );
}
