import type { ChannelAccount } from "@chatloom/api-schema";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { longTime } from "../ui/format-time.ts";

/** Says how many conversations wait for the channel's sending rate, and since when. Nothing where none does. */
export function QueueLine({ channel }: { readonly channel: ChannelAccount }) {
  const { t, i18n } = useTranslation();
  const { waiting, oldestAt } = channel.queue;
  if (waiting === 0) {
    return null;
  }
  return (
    <Text size="sm" c="dimmed">
      {t("channels.queue.waiting", { count: waiting })}
      {oldestAt && ` ${t("channels.queue.since", { when: longTime(oldestAt, i18n.language) })}`}
    </Text>
  );
}
