import { type Member, routes } from "@chatloom/api-schema";
import { ActionIcon, Menu, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { IconKey } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { CopyField } from "../ui/copy-field.tsx";

/** Helps a member who cannot sign in: a link for a new password, or no second factor. */
export function MemberAccess({ member }: { readonly member: Member }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id: memberId, name } = member;
  const link = useMutation({
    mutationFn: () => call(routes.accounts.makePasswordLink, { params: { memberId } }),
    onSuccess: (made) =>
      modals.open({
        title: t("settings.members.passwordLink"),
        children: (
          <CopyField
            label={t("settings.members.passwordLinkFor", { name })}
            description={t("settings.members.passwordLinkHint")}
            value={made.link}
          />
        ),
      }),
  });
  const reset = useMutation({
    mutationFn: () => call(routes.accounts.resetSecondFactor, { params: { memberId } }),
    onSuccess: async () => {
      notifications.show({ message: t("settings.members.twoFactorReset", { name }) });
      await client.invalidateQueries({ queryKey: ["members"] });
    },
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" aria-label={t("settings.members.access", { name })}>
          <IconKey size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => link.mutate()}>{t("settings.members.passwordLink")}</Menu.Item>
        {member.secondFactor && (
          <Menu.Item
            color="red"
            onClick={() =>
              modals.openConfirmModal({
                title: t("settings.members.resetTitle", { name }),
                children: <Text size="sm">{t("settings.members.resetText")}</Text>,
                labels: {
                  confirm: t("settings.members.resetFactor"),
                  cancel: t("common.cancel"),
                },
                confirmProps: { color: "red" },
                onConfirm: () => reset.mutate(),
              })
            }
          >
            {t("settings.members.resetFactor")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
