import {
  addressOf,
  type BroadcastOutcome,
  type BroadcastResults,
  broadcastOutcomes,
  pages,
  routes,
  type SkipReason,
  skipReasons,
} from "@chatloom/api-schema";
import { Anchor, Button, Group, Select, Table, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { MoreButton } from "../ui/more-button.tsx";
import { Section } from "../ui/section.tsx";

const skippedPrefix = "skipped:";

/** Lists who got a broadcast, or who was left out for a reason. */
export function RecipientList({
  broadcastId,
  results,
}: {
  readonly broadcastId: string;
  readonly results: BroadcastResults;
}) {
  const { t } = useTranslation();
  const mayExport = useMay("contacts.export");
  const [shown, setShown] = useState<string>("started");
  const { skipped } = results;
  const list = listOf(shown);
  const found = useInfiniteQuery({
    queryKey: ["broadcasts", broadcastId, "recipients", shown],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(routes.broadcasts.listRecipients, {
        params: { broadcastId },
        query: { cursor: pageParam, ...list },
      }),
    getNextPageParam: (page) => page.next,
  });
  const people = found.data?.pages.flatMap((it) => it.items) ?? [];
  const choices = [
    ...broadcastOutcomes
      .filter((it) => it === "started" || results[it] > 0)
      .map((value) => ({ value, label: `${t(`broadcasts.lines.${value}`)} (${results[value]})` })),
    ...skipReasons
      .filter((it) => (skipped[it] ?? 0) > 0)
      .map((value) => ({
        value: `${skippedPrefix}${value}`,
        label: t(`broadcasts.skipped.${value}`, { count: skipped[value] ?? 0 }),
      })),
  ];
  return (
    <Section
      title={t("broadcasts.people")}
      actions={
        <Group gap="xs">
          <Select
            aria-label={t("broadcasts.show")}
            allowDeselect={false}
            value={shown}
            onChange={(value) => setShown(value ?? "started")}
            data={choices}
          />
          {mayExport && (
            <Button
              component="a"
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              href={`/api/v1/broadcasts/${broadcastId}/recipients-export?${new URLSearchParams(list)}`}
              download
            >
              {t("broadcasts.export")}
            </Button>
          )}
        </Group>
      }
    >
      {people.length === 0 ? (
        <Text c="dimmed">{t("broadcasts.nobody")}</Text>
      ) : (
        <Table>
          <Table.Tbody>
            {people.map(({ contactId, name, conversationId }) => (
              <Table.Tr key={contactId}>
                <Table.Td>
                  <Anchor component={Link} to={addressOf(pages.contact, { contactId })}>
                    {name || t("contacts.unnamed")}
                  </Anchor>
                </Table.Td>
                <Table.Td ta="right">
                  {conversationId && (
                    <Anchor component={Link} to={addressOf(pages.conversation, { conversationId })}>
                      {t("broadcasts.conversation")}
                    </Anchor>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <MoreButton of={found} />
    </Section>
  );
}

function listOf(shown: string): { skipped: SkipReason } | { outcome: BroadcastOutcome } {
  return shown.startsWith(skippedPrefix)
    ? { skipped: shown.slice(skippedPrefix.length) as SkipReason }
    : { outcome: shown as BroadcastOutcome };
}
