import { routes } from "@chatloom/api-schema";
import {
  Button,
  Checkbox,
  Group,
  ScrollArea,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { countLabel } from "../ui/count-label.ts";
import { ConversationRow } from "./conversation-row.tsx";
import { EmptyList } from "./empty-list.tsx";
import classes from "./inbox.module.css";
import { SignalOffer } from "./signal-offer.tsx";
import { useConversationCounts } from "./use-conversation-counts.ts";
import { useConversations } from "./use-conversations.ts";
import { type View, views } from "./view.ts";

/** The conversations, filtered by who is responsible, channel and words. */
export function ConversationList({ openId }: { readonly openId: string | undefined }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>("all");
  const [channelId, setChannelId] = useState<string | null>(null);
  const [resolved, setResolved] = useState(false);
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 300);
  const counts = useConversationCounts({ resolved, channelId: channelId || undefined });
  const { items, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useConversations({
    view,
    resolved,
    channelId: channelId || undefined,
    search: search || undefined,
  });
  const { data: channels } = useQuery({
    queryKey: ["channels"],
    queryFn: () => call(routes.channels.listChannels),
  });

  return (
    <aside className={classes.list} aria-label={t("inbox.list")}>
      <Stack gap="xs" p="sm">
        <Text component="h1" fw={700} fz="lg" px={4}>
          {t("inbox.title")}
        </Text>
        <SignalOffer />
        <SegmentedControl
          size="xs"
          fullWidth
          value={view}
          onChange={(value) => setView(value as View)}
          data={views.map((value) => ({
            value,
            label: `${t(`inbox.views.${value}`)}${counts?.[value] && value !== "all" ? ` ${countLabel(counts[value])}` : ""}`,
          }))}
        />
        <TextInput
          size="sm"
          type="search"
          aria-label={t("inbox.search")}
          placeholder={t("inbox.search")}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group gap="xs" wrap="nowrap">
          <Select
            size="xs"
            flex={1}
            aria-label={t("inbox.channel")}
            placeholder={t("inbox.allChannels")}
            clearable
            value={channelId}
            onChange={setChannelId}
            data={channels?.items.map((it) => ({ value: it.id, label: it.name })) ?? []}
          />
          <Checkbox
            size="xs"
            label={t("inbox.showResolved")}
            checked={resolved}
            onChange={(event) => setResolved(event.currentTarget.checked)}
          />
        </Group>
      </Stack>
      <ScrollArea className={classes.rows ?? ""} type="auto">
        {isPending && (
          <Stack p="sm" gap="sm">
            {[1, 2, 3, 4].map((it) => (
              <Skeleton key={it} height={56} />
            ))}
          </Stack>
        )}
        {!isPending && items.length === 0 && (
          <EmptyList view={view} searched={Boolean(search || channelId)} />
        )}
        <ul className={classes.plain}>
          {items.map((conversation) => (
            <ConversationRow
              key={conversation.id}
              conversation={conversation}
              open={conversation.id === openId}
            />
          ))}
        </ul>
        {hasNextPage && (
          <Button
            fullWidth
            variant="subtle"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t("inbox.more")}
          </Button>
        )}
      </ScrollArea>
    </aside>
  );
}
