import { type Conversation, routes, type ScheduledReply } from "@chatloom/api-schema";
import { Button, Group, Text } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { longTime } from "../ui/format-time.ts";
import classes from "./inbox.module.css";

/** The scheduled replies of a conversation, below its messages: when they leave, or what a member must decide. */
export function ScheduledList({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const { id: conversationId, scheduled = 0, version } = conversation;
  const { data } = useQuery({
    // A reply may be held or sent with any change of the conversation.
    queryKey: ["scheduled", conversationId, version],
    queryFn: () => call(routes.scheduledReplies.listScheduled, { params: { conversationId } }),
    enabled: scheduled > 0,
    placeholderData: (before) => before,
  });
  if (scheduled === 0 || !data || data.items.length === 0) {
    return null;
  }
  return (
    <section className={classes.scheduled} aria-label={t("inbox.scheduled.title")}>
      {data.items.map((reply) => (
        <ScheduledLine key={reply.id} conversationId={conversationId} reply={reply} />
      ))}
    </section>
  );
}

function ScheduledLine({
  conversationId,
  reply: { id: scheduledId, at, author, contents, held },
}: {
  readonly conversationId: string;
  readonly reply: ScheduledReply;
}) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const may = useMay("inbox.answer");
  const params = { conversationId, scheduledId };
  const refresh = () =>
    Promise.all(
      ["scheduled", "conversation"].map((kind) =>
        client.invalidateQueries({ queryKey: [kind, conversationId] }),
      ),
    );
  const cancel = useMutation({
    mutationFn: () => call(routes.scheduledReplies.cancelScheduled, { params }),
    onSettled: refresh,
  });
  const send = useMutation({
    mutationFn: () => call(routes.scheduledReplies.sendScheduledNow, { params }),
    onSettled: refresh,
  });
  const words = contents.map((it) =>
    "text" in it ? it.text : "caption" in it && it.caption ? it.caption : t("inbox.content.file"),
  );
  const reason = held === "written" ? "inbox.scheduled.written" : `common.problems.${held}`;
  return (
    <Group gap="xs" justify="space-between" wrap="nowrap" role={held ? "alert" : undefined}>
      <div style={{ minWidth: 0 }}>
        <Group gap={6} wrap="nowrap">
          <IconClock size={14} aria-hidden style={{ flex: "none" }} />
          <Text size="xs" c={held ? "var(--cl-warning)" : "dimmed"}>
            {held
              ? t(reason as "inbox.scheduled.written")
              : t("inbox.scheduled.at", {
                  time: longTime(at, i18n.language),
                  name: author.name,
                })}
          </Text>
        </Group>
        <Text size="sm" lineClamp={2}>
          {words.join(" · ")}
        </Text>
      </div>
      {may && (
        <Group gap={4} wrap="nowrap">
          <Button
            size="compact-xs"
            variant="light"
            loading={send.isPending}
            onClick={() => send.mutate()}
          >
            {t("inbox.scheduled.sendNow")}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            {t("common.cancel")}
          </Button>
        </Group>
      )}
    </Group>
  );
}
