import { type Contact, routes } from "@chatloom/api-schema";
import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { ChannelIcon } from "../ui/channel-icon.tsx";
import { Section } from "../ui/section.tsx";

/** The contact's addresses on channels. */
export function ContactIdentities({ identities }: Pick<Contact, "identities">) {
  const { t } = useTranslation();
  const { data: channels } = useQuery({
    queryKey: ["channels"],
    queryFn: () => call(routes.channels.listChannels),
  });
  return (
    <Section title={t("contacts.identities")}>
      {identities.map(({ channelId, address }) => {
        const channel = channels?.items.find((it) => it.id === channelId);
        const name = channel?.name ?? t("contacts.formerChannel");
        return (
          <Group key={`${channelId}:${address}`} gap="sm" wrap="nowrap" py={4}>
            <ChannelIcon type={channel?.type ?? ""} title={name} />
            <Text size="sm" fw={600} flex="none">
              {name}
            </Text>
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {address}
            </Text>
          </Group>
        );
      })}
    </Section>
  );
}
