import { addressOf, pages, routes, type SkipReason, skipReasons } from "@chatloom/api-schema";
import { Anchor, Select, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { MoreButton } from "../ui/more-button.tsx";
import { Section } from "../ui/section.tsx";

const reached = "reached";

/** Lists who got a broadcast, or who was left out for a reason. */
export function RecipientList({
  broadcastId,
  skipped,
}: {
  readonly broadcastId: string;
  readonly skipped: Readonly<Record<string, number>>;
}) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string>(reached);
  const list = useInfiniteQuery({
    queryKey: ["broadcasts", broadcastId, "recipients", shown],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(routes.broadcasts.listRecipients, {
        params: { broadcastId },
        query: {
          cursor: pageParam,
          skipped: shown === reached ? undefined : (shown as SkipReason),
        },
      }),
    getNextPageParam: (page) => page.next,
  });
  const people = list.data?.pages.flatMap((it) => it.items) ?? [];
  const choices = [
    { value: reached, label: t("broadcasts.lines.started") },
    ...skipReasons
      .filter((it) => (skipped[it] ?? 0) > 0)
      .map((value) => ({
        value,
        label: t(`broadcasts.skipped.${value}`, { count: skipped[value] ?? 0 }),
      })),
  ];
  return (
    <Section
      title={t("broadcasts.people")}
      actions={
        <Select
          aria-label={t("broadcasts.show")}
          allowDeselect={false}
          value={shown}
          onChange={(value) => setShown(value ?? reached)}
          data={choices}
        />
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
      <MoreButton of={list} />
    </Section>
  );
}
