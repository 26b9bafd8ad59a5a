import { addressOf, type ChannelAccount, pages } from "@chatloom/api-schema";
import { Anchor, Group, Radio, Stack, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChannels } from "../../channels/use-channels.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { QrCode } from "../../ui/qr-code.tsx";

/** Links to the published flow, one per channel, with a QR code for a phone. */
export function TryIt() {
  const { t } = useTranslation();
  const channels = useChannels();
  const { data } = channels;
  const [chosen, setChosen] = useState<string>();
  const places = (data?.items ?? []).flatMap((channel) => placeOf(channel) ?? []);
  const place = places.find((it) => it.id === chosen) ?? places[0];
  if (!data) {
    return <Awaiting of={channels} height={120} />;
  }
  if (!place) {
    return (
      <Text>
        {t("editor.tryIt.nowhere")} <Anchor href={pages.channels}>{t("channels.title")}</Anchor>
      </Text>
    );
  }
  return (
    <Group align="flex-start" gap="lg">
      <QrCode text={place.address} label={t("editor.tryIt.qr", { name: place.name })} />
      <Stack gap="sm" flex={1} miw={180}>
        <Text>{t("editor.tryIt.text")}</Text>
        {places.length > 1 && (
          <Radio.Group
            label={t("editor.tryIt.channel")}
            value={place.id}
            onChange={(id) => setChosen(String(id))}
          >
            <Stack gap={6} mt={4}>
              {places.map(({ id, name }) => (
                <Radio key={id} value={id} label={name} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Anchor href={place.address} target="_blank" rel="noopener" fw={600}>
          {t(place.test ? "channels.testPage" : "editor.tryIt.open", { name: place.name })}{" "}
          <IconExternalLink size={15} aria-hidden />
        </Anchor>
        {isLocal(place.address) && (
          <Text fz="xs" c="dimmed">
            {t("editor.tryIt.local")}
          </Text>
        )}
      </Stack>
    </Group>
  );
}

interface Place {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly test: boolean;
}

/** A channel's address for people; undefined where it has none or does not answer. */
function placeOf({ id, name, type, status, chatUrl }: ChannelAccount): Place | undefined {
  if (status !== "connected") {
    return undefined;
  }
  if (type === "web") {
    const address = location.origin + addressOf(pages.chat, { channelId: id }, { test: 1 });
    return { id, name, address, test: true };
  }
  return chatUrl === undefined ? undefined : { id, name, address: chatUrl, test: false };
}

/** Another device cannot reach an address of this machine. */
function isLocal(address: string): boolean {
  return /^(localhost|127\.|\[::1\])/.test(new URL(address).hostname);
}
