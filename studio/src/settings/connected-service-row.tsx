import { addressOf, type ConnectedService, pages, routes } from "@chatloom/api-schema";
import { writeSecret } from "@chatloom/flows-schema";
import { Alert, Badge, Button, Code, Group, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { longTime } from "../ui/format-time.ts";
import classes from "../ui/section.module.css";
import { SecretUse } from "./secret-use.tsx";
import { serviceNames, useConnectService } from "./use-connect-service.ts";

/** A connected account with what can be done about it. */
export function ConnectedServiceRow({ service }: { readonly service: ConnectedService }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { id, name, provider, account, hosts, connectedAt, usedAt, endsAt, needsReconnecting } =
    service;
  const when = (moment: string) => longTime(moment, i18n.language);
  const connect = useConnectService();
  const disconnect = useMutation({
    mutationFn: () =>
      call(routes.connectedServices.disconnectService, { params: { serviceId: id } }),
    onSuccess: async ({ withdrawn }) => {
      if (!withdrawn) {
        notifications.show({
          color: "orange",
          message: t("settings.services.notWithdrawn", { service: serviceNames[provider] }),
        });
      }
      await Promise.all([
        client.invalidateQueries({ queryKey: ["connected-services"] }),
        client.invalidateQueries({ queryKey: ["secrets"] }),
      ]);
    },
  });
  const reconnect = () => connect.mutate({ provider, serviceId: id });
  return (
    <div className={classes.line}>
      <Group gap="xs">
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {account || serviceNames[provider]}
        </Text>
        <Badge variant="light">{serviceNames[provider]}</Badge>
      </Group>
      <Text size="sm" mt={4} style={{ overflowWrap: "anywhere" }}>
        {t("settings.services.usedAs")} <Code>{`Bearer ${writeSecret(name)}`}</Code>{" "}
        {t("settings.secrets.goesTo", { hosts: hosts.join(", ") })}
      </Text>
      <Text size="xs" c="dimmed">
        {[
          t("settings.services.since", { when: when(connectedAt) }),
          usedAt
            ? t("settings.secrets.used", { when: when(usedAt) })
            : t("settings.secrets.unused"),
          endsAt && !needsReconnecting && t("settings.services.ends", { when: when(endsAt) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </Text>
      {needsReconnecting && (
        <Alert mt="xs" color="red" title={t("settings.services.lost")}>
          <Text size="sm" mb="xs">
            {t("settings.services.lostHint", { service: serviceNames[provider] })}
          </Text>
          <Button size="xs" loading={connect.isPending} onClick={reconnect}>
            {t("settings.services.reconnect")}
          </Button>
        </Alert>
      )}
      <Group gap="xs" mt="xs">
        {!needsReconnecting && (
          <Button size="xs" variant="default" loading={connect.isPending} onClick={reconnect}>
            {t("settings.services.reconnect")}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            modals.open({
              title: t("settings.secrets.useTitle", { name }),
              children: <SecretUse secretId={id} />,
            })
          }
        >
          {t("settings.secrets.use")}
        </Button>
        <Button
          size="xs"
          variant="default"
          component={Link}
          to={addressOf(pages.settingsTab, { tab: "audit" }, { object: id })}
        >
          {t("settings.secrets.history")}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="red"
          loading={disconnect.isPending}
          onClick={() =>
            modals.openConfirmModal({
              title: t("settings.services.disconnectTitle", { name }),
              children: (
                <>
                  <Text size="sm" mb="sm">
                    {t("settings.services.disconnectText", { service: serviceNames[provider] })}
                  </Text>
                  <SecretUse secretId={id} />
                </>
              ),
              labels: { confirm: t("settings.services.disconnect"), cancel: t("common.cancel") },
              confirmProps: { color: "red" },
              onConfirm: () => disconnect.mutate(),
            })
          }
        >
          {t("settings.services.disconnect")}
        </Button>
      </Group>
    </div>
  );
}
