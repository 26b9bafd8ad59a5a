import { addressOf, type Message, pages, routes } from "@chatloom/api-schema";
import { Anchor, Text, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { longTime } from "../ui/format-time.ts";
import { reasonText } from "../ui/reason-text.ts";
import { inputKindText } from "./input-text.ts";

/** The way of one message: decided by which step and turn, tried how often, delivered or why not. */
export function MessageWayCard({ message }: { readonly message: Message }) {
  const { t, i18n } = useTranslation();
  const { conversationId, id: messageId, author } = message;
  const found = useQuery({
    // With each change of the message its way is another.
    queryKey: ["conversations", conversationId, "way", messageId, message.version],
    queryFn: () => call(routes.replay.readMessageWay, { params: { conversationId, messageId } }),
  });
  const { data: way } = found;
  if (!way) {
    return <Awaiting of={found} size="sm" />;
  }
  const { turn, flow, nodeId, waiting, givenUp, delivery } = way;
  const when = (at: string) => longTime(at, i18n.language);
  return (
    <Timeline bulletSize={12} lineWidth={2} aria-label={t("replay.way")}>
      <Timeline.Item title={t("replay.decided")}>
        <Text size="xs" c="dimmed">
          {when(way.at)}
        </Text>
        {turn ? (
          <>
            <Text size="sm">
              {t("replay.byTurn", { number: turn.number, input: inputKindText(t, turn.input) })}
            </Text>
            <Anchor
              component={Link}
              size="sm"
              to={addressOf(pages.replay, { conversationId }, { turn: turn.number })}
            >
              {t("replay.openTurn")}
            </Anchor>
          </>
        ) : (
          <Text size="sm">
            {author.type === "member"
              ? t("replay.byPerson", { name: author.name ?? t("inbox.someone") })
              : t("replay.noTurn")}
          </Text>
        )}
        {flow && nodeId && (
          <Anchor
            component={Link}
            size="sm"
            display="block"
            to={addressOf(pages.flow, { flowId: flow.id }, { node: nodeId, version: flow.version })}
          >
            {t("replay.inFlow", { name: flow.name })}
          </Anchor>
        )}
      </Timeline.Item>
      {way.tries.map(({ at, result, reason }) => (
        <Timeline.Item
          key={`${at} ${result}`}
          title={t(`replay.tries.${result}`)}
          color={result === "sent" ? "loom" : "yellow"}
        >
          <Text size="xs" c="dimmed">
            {when(at)}
          </Text>
          {reason && (
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {reasonText(t, reason)}
            </Text>
          )}
        </Timeline.Item>
      ))}
      {waiting && (
        <Timeline.Item title={t(`replay.states.${waiting.state}`)}>
          <Text size="sm">{t("replay.attempts", { count: waiting.attempts })}</Text>
          {waiting.ahead > 0 && (
            <Text size="sm">{t("replay.ahead", { count: waiting.ahead })}</Text>
          )}
          {waiting.nextAt && (
            <Text size="sm">{t("replay.nextTry", { time: when(waiting.nextAt) })}</Text>
          )}
        </Timeline.Item>
      )}
      {givenUp && (
        <Timeline.Item title={t("replay.givenUp")} color="red">
          <Text size="xs" c="dimmed">
            {when(givenUp.at)}
          </Text>
          <Text size="sm">{t("replay.attempts", { count: givenUp.attempts })}</Text>
        </Timeline.Item>
      )}
      {delivery && !waiting && (
        <Timeline.Item
          title={t(`inbox.delivery.${delivery}`)}
          color={delivery === "failed" ? "red" : "loom"}
        >
          {way.failure && <Text size="sm">{reasonText(t, way.failure)}</Text>}
          {way.platformId && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {t("replay.platformId", { id: way.platformId })}
            </Text>
          )}
        </Timeline.Item>
      )}
    </Timeline>
  );
}
