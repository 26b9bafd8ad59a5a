import { addressOf, pages, routes, type TimelineEntry } from "@chatloom/api-schema";
import { Anchor, Badge, Group, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useChannels } from "../channels/use-channels.ts";
import { longTime } from "../ui/format-time.ts";
import { MoreButton } from "../ui/more-button.tsx";
import classes from "../ui/section.module.css";

/** Shows the events of a contact over all channels, newest first. */
export function ContactTimeline({ contactId }: { readonly contactId: string }) {
  const { t } = useTranslation();
  const found = useInfiniteQuery({
    queryKey: ["contact", contactId, "timeline"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(routes.contactRecords.readTimeline, {
        params: { contactId },
        query: { cursor: pageParam, limit: 30 },
      }),
    getNextPageParam: (page) => page.next,
  });
  const entries = found.data?.pages.flatMap((it) => it.items) ?? [];
  return (
    <>
      {found.data && entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("contacts.timeline.none")}
        </Text>
      )}
      {entries.map((it) => (
        <Entry key={it.id} entry={it} />
      ))}
      <MoreButton of={found} />
    </>
  );
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const { t, i18n } = useTranslation();
  const { data: channels } = useChannels();
  const { kind, at, by, channelId, conversationId } = entry;
  const channel = channels?.items.find((it) => it.id === channelId)?.name;
  const facts = [longTime(at, i18n.language), channel, by].filter(Boolean).join(" · ");
  return (
    <div className={classes.line}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Badge size="sm" variant="light" color={kind === "incoming" ? "loom" : "gray"} flex="none">
          {t(`contacts.timeline.kinds.${kind}`)}
        </Badge>
        <Text size="sm" lineClamp={3} style={{ overflowWrap: "anywhere" }}>
          {useEntryText(entry)}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" mt={2}>
        {facts}
        {conversationId && (
          <>
            {" · "}
            <Anchor
              component={Link}
              size="xs"
              underline="always"
              to={addressOf(pages.conversation, { conversationId })}
            >
              {t("broadcasts.conversation")}
            </Anchor>
          </>
        )}
      </Text>
    </div>
  );
}

/** Consents and events are names for which there are words. */
function useEntryText({ kind, text, by }: TimelineEntry): string {
  const { t, i18n } = useTranslation();
  if (kind === "consent") {
    const [purpose = "", state = ""] = text.split(".");
    const word = (name: string) => t(`contacts.consent.${name}` as "contacts.consent.given");
    return `${word(state)} (${word(purpose)})`;
  }
  if (kind === "event") {
    const key = `inbox.events.${text}`;
    const name = by ?? t("contacts.timeline.bot");
    return i18n.exists(key)
      ? t(key as "inbox.events.takenOver", { name, text: "", until: "" })
      : text;
  }
  return text;
}
