import { addressOf, pages } from "@chatloom/api-schema";
import {
  ActionIcon,
  Box,
  Group,
  Indicator,
  Popover,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAdjustmentsHorizontal, IconSearch, IconTool } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { countLabel } from "../ui/count-label.ts";
import { EmptyList } from "./empty-list.tsx";
import classes from "./inbox.module.css";
import { BulkBar } from "./list/bulk-bar.tsx";
import { FilterPanel } from "./list/filter-panel.tsx";
import { countFilters, type ListFilter, readFilter, writeFilter } from "./list/list-filter.ts";
import { SavedViews } from "./list/saved-views.tsx";
import { useSelection } from "./list/use-selection.ts";
import { VirtualRows } from "./list/virtual-rows.tsx";
import { SignalOffer } from "./signal-offer.tsx";
import { useConversationCounts } from "./use-conversation-counts.ts";
import { useConversations } from "./use-conversations.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { type View, views } from "./view.ts";

/** The conversations, filtered by who is responsible, by words, and by how members sorted them. The address holds the filter. */
export function ConversationList({ openId }: { readonly openId: string | undefined }) {
  const { t } = useTranslation();
  const may = useMay("inbox.answer");
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const filter = readFilter(query);
  const setFilter = (next: ListFilter) => setQuery(writeFilter(next), { replace: true });
  const view = filter.view ?? "all";
  const { resolved = false, channelId } = filter;
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 300);
  const counts = useConversationCounts({ resolved, channelId });
  const list = useConversations({
    ...filter,
    view,
    resolved,
    // A search finds snoozed conversations, too.
    snoozed: filter.snoozed ?? (search ? undefined : false),
    search: search || undefined,
  });
  const { items, hasNextPage, fetchNextPage, isFetchingNextPage } = list;
  const selection = useSelection();
  const field = useRef<HTMLInputElement>(null);
  const [filtering, setFiltering] = useState(false);
  const [cursor, setCursor] = useState<string>();
  const set = countFilters(filter);

  const move = (by: 1 | -1) => {
    const at = items.findIndex((it) => it.id === (cursor ?? openId));
    const next = items[at === -1 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
    setCursor(next?.id);
  };
  const open = () => {
    if (cursor) {
      const address = addressOf(pages.conversation, { conversationId: cursor });
      void navigate({ pathname: address, search: query.toString() });
    }
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    o: open,
    f: () => setFiltering(true),
    "/": () => field.current?.focus(),
    x: may
      ? () => {
          const id = cursor ?? openId;
          if (id) {
            selection.toggle(id);
          }
        }
      : undefined,
    Escape: selection.clear,
  });

  return (
    <aside className={classes.list} aria-label={t("inbox.list")}>
      <Stack gap="xs" p="sm">
        <Group justify="space-between" wrap="nowrap">
          <Text component="h1" fw={700} fz="lg" px={4}>
            {t("inbox.title")}
          </Text>
          <ActionIcon
            component={Link}
            to={addressOf(pages.inboxTools, { tab: "replies" })}
            size="lg"
            aria-label={t("inbox.tools.title")}
            title={t("inbox.tools.title")}
          >
            <IconTool size={18} aria-hidden />
          </ActionIcon>
        </Group>
        <SignalOffer />
        <SegmentedControl
          size="xs"
          fullWidth
          classNames={{ label: classes.viewLabel ?? "" }}
          value={view}
          onChange={(value) => setFilter({ ...filter, view: value as View })}
          data={views.map((value) => ({
            value,
            label: `${t(`inbox.views.${value}`)}${counts?.[value] && value !== "all" ? ` ${countLabel(counts[value])}` : ""}`,
          }))}
        />
        <Group gap={4} wrap="nowrap">
          <TextInput
            ref={field}
            flex={1}
            size="sm"
            type="search"
            aria-label={t("inbox.search")}
            placeholder={t("inbox.search")}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
          />
          <Popover
            opened={filtering}
            onChange={setFiltering}
            position="bottom-end"
            width={300}
            trapFocus
            returnFocus
          >
            <Indicator disabled={set === 0} label={set} size={16} offset={5}>
              <Popover.Target>
                <ActionIcon
                  size="lg"
                  aria-label={
                    set > 0 ? t("inbox.filters.count", { count: set }) : t("inbox.filters.title")
                  }
                  title={t("inbox.filters.title")}
                  onClick={() => setFiltering(!filtering)}
                >
                  <IconAdjustmentsHorizontal size={18} aria-hidden />
                </ActionIcon>
              </Popover.Target>
            </Indicator>
            <Popover.Dropdown>
              <FilterPanel filter={filter} onChange={setFilter} />
            </Popover.Dropdown>
          </Popover>
          <SavedViews filter={filter} onOpen={setFilter} />
        </Group>
      </Stack>
      {selection.ids.size > 0 && <BulkBar selection={selection} listed={items} />}
      {!list.data && (
        <Box p="sm">
          <Awaiting of={list} height={256} />
        </Box>
      )}
      {list.data && items.length === 0 && (
        <EmptyList view={view} searched={Boolean(search) || set > 0} />
      )}
      {items.length > 0 && (
        <VirtualRows
          items={items}
          openId={openId}
          cursor={cursor}
          selection={may ? selection : undefined}
          onMore={hasNextPage ? () => void fetchNextPage() : undefined}
          loadingMore={isFetchingNextPage}
        />
      )}
    </aside>
  );
}
