import { addressOf, pages, routes } from "@chatloom/api-schema";
import { Button, Stack, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import type { View } from "./view.ts";

/** Says why nothing is listed, and what to do next. */
export function EmptyList({ view, searched }: { readonly view: View; readonly searched: boolean }) {
  const { t } = useTranslation();
  const { data: channels } = useQuery({
    queryKey: ["channels"],
    queryFn: () => call(routes.channels.listChannels),
  });
  const webChat = channels?.items.find((it) => it.type === "web");
  const what = searched ? "search" : view;
  return (
    <Stack gap={4} p="lg" align="center" ta="center">
      <Text fw={650}>{t(`inbox.empty.${what}`)}</Text>
      <Text c="dimmed" size="sm">
        {t(`inbox.empty.${what}Hint`)}
      </Text>
      {what === "all" && webChat && (
        <Button
          mt="sm"
          component="a"
          href={addressOf(pages.chat, { channelId: webChat.id })}
          target="_blank"
          rel="noopener"
          variant="light"
          rightSection={<IconExternalLink size={16} aria-hidden />}
        >
          {t("inbox.empty.openChat")}
        </Button>
      )}
    </Stack>
  );
}
