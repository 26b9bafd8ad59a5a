import { addressOf, pages, routes } from "@chatloom/api-schema";
import { Anchor, List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";

/** Lists what uses a secret: flows, AI agents, AI connections, MCP servers, webhooks and CRM connections. */
export function SecretUse({ secretId }: { readonly secretId: string }) {
  const { t } = useTranslation();
  const use = useQuery({
    queryKey: ["secrets", secretId, "use"],
    queryFn: () => call(routes.secrets.readSecretUse, { params: { secretId } }),
    staleTime: 0,
  });
  const { data } = use;
  if (!data) {
    return <Awaiting of={use} size="sm" />;
  }
  const places = [
    ...data.flows.map(({ id, name }) => ({ id, name, to: addressOf(pages.flow, { flowId: id }) })),
    ...data.agents.map(({ id, name }) => ({
      id,
      name,
      to: addressOf(pages.aiAgent, { agentId: id }),
    })),
    ...[...data.connections, ...data.mcpServers].map(({ id, name }) => ({
      id,
      name,
      to: addressOf(pages.aiTab, { tab: "connections" }),
    })),
    ...data.webhooks.map(({ id, name }) => ({
      id,
      name,
      to: addressOf(pages.settingsTab, { tab: "webhooks" }),
    })),
    ...data.crmConnections.map(({ id, name }) => ({
      id,
      name,
      to: addressOf(pages.channel, { channelId: id }),
    })),
  ];
  if (places.length === 0) {
    return <Text size="sm">{t("settings.secrets.usedNowhere")}</Text>;
  }
  return (
    <>
      <Text size="sm">{t("settings.secrets.usedBy")}</Text>
      <List size="sm">
        {places.map(({ id, name, to }) => (
          <List.Item key={id}>
            <Anchor href={to}>{name}</Anchor>
          </List.Item>
        ))}
      </List>
    </>
  );
}
