import type { ReplyOf, routes } from "@chatloom/api-schema";
import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useTranslation } from "react-i18next";
import { useConnectedServices } from "../forms/use-connected-services.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Section } from "../ui/section.tsx";
import { ConnectedServiceRow } from "./connected-service-row.tsx";
import { serviceNames, useConnectService } from "./use-connect-service.ts";

type Listed = ReplyOf<typeof routes.connectedServices.listConnectedServices>;

/** The accounts at other services that steps use, and the buttons that connect one. */
export function ConnectedServices() {
  const { t } = useTranslation();
  const services = useConnectedServices();
  const connect = useConnectService();
  const { data } = services;
  const open = (it: Listed["providers"][number]) =>
    it.ready
      ? connect.mutate({ provider: it.provider })
      : modals.open({
          title: t("settings.services.setUpTitle", { service: serviceNames[it.provider] }),
          children: <SetUp of={it} redirectUri={data?.redirectUri ?? ""} />,
        });
  return (
    <Section title={t("settings.services.title")}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("settings.services.intro")}
      </Text>
      <Awaiting of={services} height={120} />
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("settings.services.none")}
        </Text>
      )}
      {data?.items.map((it) => (
        <ConnectedServiceRow key={it.id} service={it} />
      ))}
      <Group gap="xs" mt="md">
        {data?.providers.map((it) => (
          <Button
            key={it.provider}
            variant={it.ready ? "filled" : "default"}
            loading={connect.isPending && connect.variables.provider === it.provider}
            onClick={() => open(it)}
          >
            {t(it.ready ? "settings.services.connect" : "settings.services.setUp", {
              service: serviceNames[it.provider],
            })}
          </Button>
        ))}
      </Group>
    </Section>
  );
}

/** Says what must be registered at a service before accounts can be connected. */
function SetUp({
  of: { provider, appSecret, appHost },
  redirectUri,
}: {
  readonly of: Listed["providers"][number];
  readonly redirectUri: string;
}) {
  const { t } = useTranslation();
  const name = `OAUTH_${provider.toUpperCase()}_CLIENT_ID`;
  return (
    <Stack>
      <Text size="sm">{t("settings.services.register", { service: serviceNames[provider] })}</Text>
      <CopyField label={t("settings.services.redirectUri")} value={redirectUri} />
      <Text size="sm">{t("settings.services.inVault")}</Text>
      <Stack gap={4}>
        <Text size="sm">
          {t("settings.secrets.name")}: <Code>{appSecret}</Code>
        </Text>
        <Text size="sm">
          {t("settings.secrets.kind")}: {t("settings.secrets.kinds.basic")}
        </Text>
        <Text size="sm">
          {t("settings.secrets.hosts")}: <Code>{appHost}</Code>
        </Text>
      </Stack>
      <Text size="sm">
        {t("settings.services.inEnvironment")} <Code>{name}</Code>{" "}
        <Code>{name.replace(/ID$/, "SECRET")}</Code>
      </Text>
    </Stack>
  );
}
