import { addressOf, type ListedFigure, pages, routes } from "@chatloom/api-schema";
import { Anchor, Drawer, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { shortTime } from "../ui/format-time.ts";
import { MoreButton } from "../ui/more-button.tsx";
import type { ReportFilter } from "./report-filter.ts";
import type { Period } from "./use-period.ts";

/** Lists the conversations behind a figure. */
export function BehindDrawer({
  figure,
  period,
  filter = {},
  onClose,
}: {
  readonly figure: ListedFigure | undefined;
  readonly period: Period;
  readonly filter?: ReportFilter;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const list = useInfiniteQuery({
    queryKey: ["report-conversations", figure, period, filter],
    enabled: figure !== undefined,
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      call(routes.reports.listReportConversations, {
        query: {
          ...period,
          ...filter,
          figure: figure ?? "conversations",
          cursor: pageParam || undefined,
        },
      }),
    getNextPageParam: ({ next }) => next,
  });
  // A conversation that counted in several hours may be on several pages.
  const items = new Map(
    list.data?.pages.flatMap((page) => page.items).map((it) => [it.conversationId, it]),
  );
  return (
    <Drawer
      opened={figure !== undefined}
      onClose={onClose}
      position="right"
      title={figure && t("reports.behind", { figure: t(`reports.figures.${figure}`) })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack gap="xs">
        {list.isSuccess && items.size === 0 && <Text c="dimmed">{t("reports.nothing")}</Text>}
        {[...items.values()].map(({ conversationId, contactName, at }) => (
          <Group key={conversationId} justify="space-between" wrap="nowrap">
            <Anchor
              component={Link}
              to={addressOf(pages.conversation, { conversationId })}
              style={{ overflowWrap: "anywhere" }}
            >
              {contactName || t("reports.noName")}
            </Anchor>
            <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }}>
              {shortTime(at, i18n.language)}
            </Text>
          </Group>
        ))}
        <MoreButton of={list} />
      </Stack>
    </Drawer>
  );
}
