import { Select, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../ui/section.tsx";
import { useChannels } from "./use-channels.ts";
import { useRouting } from "./use-routing.ts";

/** For each channel the one that takes over what its platform refuses. Shown where there are two channels. */
export function Fallbacks({ readOnly }: { readonly readOnly: boolean }) {
  const { t } = useTranslation();
  const { data } = useChannels();
  const { fallbacks, saveFallbacks } = useRouting();
  const channels = data?.items ?? [];
  if (channels.length < 2) {
    return null;
  }
  const choose = (channelId: string, fallbackId: string | null) => {
    const others = fallbacks.filter((it) => it.channelId !== channelId && isThere(it.fallbackId));
    saveFallbacks(fallbackId === null ? others : [...others, { channelId, fallbackId }]);
  };
  const isThere = (id: string) => channels.some((it) => it.id === id);
  return (
    <Section title={t("routing.fallbacks")}>
      <Text size="sm" c="dimmed" mb="md">
        {t("routing.fallbacksHint")}
      </Text>
      <Stack>
        {channels.map(({ id, name }) => (
          <Select
            key={id}
            label={name}
            placeholder={t("routing.noFallback")}
            clearable
            disabled={readOnly}
            data={channels
              .filter((it) => it.id !== id)
              .map((it) => ({ value: it.id, label: it.name }))}
            value={fallbacks.find((it) => it.channelId === id)?.fallbackId ?? null}
            onChange={(fallbackId) => choose(id, fallbackId)}
          />
        ))}
      </Stack>
    </Section>
  );
}
