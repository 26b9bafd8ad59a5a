import { addressOf, type Conversation, pages, routes } from "@chatloom/api-schema";
import { Badge, Group, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";
import { ChannelIcon } from "../ui/channel-icon.tsx";
import { longTime } from "../ui/format-time.ts";
import { OwnerBadge } from "../ui/owner-badge.tsx";
import { Section } from "../ui/section.tsx";
import classes from "./contacts.module.css";

/** The conversations of a contact, open ones and resolved ones, newest first. */
export function useContactConversations(contactId: string) {
  const client = useQueryClient();
  const queryKey = ["conversations", "of-contact", contactId];
  const list = async (resolved: boolean) =>
    (
      await call(routes.conversations.listConversations, {
        query: { contactId, resolved, limit: 50 },
      })
    ).items;
  const query = useQuery({
    queryKey,
    queryFn: async () => (await Promise.all([list(false), list(true)])).flat(),
  });
  useLive("conversation.updated", ({ contact }) => {
    if (contact.id !== contactId) {
      return;
    }
    void client.invalidateQueries({ queryKey });
    void client.invalidateQueries({ queryKey: ["contact", contactId] });
  });
  return query;
}

/** The conversations of a contact as links. */
export function ContactConversations({
  conversations,
}: {
  readonly conversations: readonly Conversation[] | undefined;
}) {
  const { t, i18n } = useTranslation();
  return (
    <Section title={t("contacts.conversations")}>
      {conversations?.length === 0 && <Text c="dimmed">{t("contacts.noConversations")}</Text>}
      {conversations?.map((it) => (
        <Link
          key={it.id}
          to={addressOf(pages.conversation, { conversationId: it.id })}
          className={classes.conversation ?? ""}
        >
          <ChannelIcon type={it.channel.type} title={it.channel.name} />
          <div className={classes.words}>
            <Group justify="space-between" gap="xs">
              <Text size="sm" fw={600}>
                {it.channel.name}
              </Text>
              <Text size="xs" c="dimmed">
                {longTime(it.updatedAt, i18n.language)}
              </Text>
            </Group>
            <Text size="sm" c="dimmed" lineClamp={1}>
              {it.last?.text}
            </Text>
            <Group gap={6} mt={4}>
              <OwnerBadge conversation={it} />
              {it.resolved && (
                <Badge size="sm" color="gray">
                  {t("inbox.resolved")}
                </Badge>
              )}
            </Group>
          </div>
        </Link>
      ))}
    </Section>
  );
}
