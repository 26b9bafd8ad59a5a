import { type Message, routes } from "@chatloom/api-schema";
import { Button, Group, Text, UnstyledButton } from "@mantine/core";
import { IconNote } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { WayButton } from "../replay/way-button.tsx";
import { longTime } from "../ui/format-time.ts";
import { reasonText } from "../ui/reason-text.ts";
import { AddCaseButton } from "./add-case-button.tsx";
import { DeliveryMark } from "./delivery-mark.tsx";
import classes from "./inbox.module.css";
import { MessageBody } from "./message-body.tsx";
import { MessageSources } from "./message-sources.tsx";
import { RevealButton } from "./reveal-button.tsx";

/** One message, note or event in the thread. */
export function MessageRow({
  message,
  before,
  translation,
  onTranslate,
}: {
  readonly message: Message;
  readonly before: Message | undefined;
  readonly translation?: string | undefined;
  /** Asks for the translation; absent where there is nothing to translate. */
  readonly onTranslate?: ((message: Message) => void) | undefined;
}) {
  const { t, i18n } = useTranslation();
  const name = useAuthorName(message);
  if (message.direction === "event") {
    return <EventLine message={message} />;
  }
  const sameAuthor =
    before?.direction === message.direction &&
    before.author.name === message.author.name &&
    before.author.type === message.author.type;
  return (
    <article
      className={classes.message}
      data-direction={message.direction}
      data-author={message.author.type}
    >
      {!sameAuthor && message.direction !== "incoming" && (
        <Group gap={4} className={classes.author ?? ""}>
          {message.direction === "note" && <IconNote size={13} aria-hidden />}
          {message.direction === "note" ? `${t("inbox.note")} · ${name}` : name}
        </Group>
      )}
      {message.deleted ? (
        <div className={classes.bubble} data-faint>
          {t("inbox.deleted")}
        </div>
      ) : (
        <MessageBody content={message.content} mentions={message.mentions} />
      )}
      {message.transcript && (
        <Text size="sm" className={classes.translation ?? ""}>
          <Text span size="xs" c="dimmed" display="block">
            {t("inbox.transcript")}
          </Text>
          {message.transcript}
        </Text>
      )}
      {translation !== undefined && (
        <Text size="sm" className={classes.translation ?? ""}>
          {translation}
        </Text>
      )}
      {message.reactions && message.reactions.length > 0 && (
        <span className={classes.reactions}>{message.reactions.join(" ")}</span>
      )}
      <Group gap={5} className={classes.meta ?? ""}>
        <time dateTime={message.at} title={longTime(message.at, i18n.language)}>
          {new Intl.DateTimeFormat(i18n.language, { timeStyle: "short" }).format(
            new Date(message.at),
          )}
        </time>
        {message.sensitive && <RevealButton message={message} />}
        {onTranslate && translation === undefined && !message.sensitive && (
          <UnstyledButton
            className={classes.translate ?? ""}
            aria-label={t("inbox.assist.translateMessage")}
            onClick={() => onTranslate(message)}
          >
            {t("inbox.assist.translate")}
          </UnstyledButton>
        )}
        {translation !== undefined && <span>{t("inbox.assist.isTranslation")}</span>}
        {message.edited && <span>{t("inbox.edited")}</span>}
        {message.delivery && message.direction === "outgoing" && (
          <DeliveryMark delivery={message.delivery} />
        )}
        {message.direction === "outgoing" && <WayButton message={message} />}
        {message.direction === "incoming" &&
          message.content.kind === "text" &&
          !message.sensitive && <AddCaseButton text={message.content.text} />}
      </Group>
      {message.sources && message.sources.length > 0 && <MessageSources message={message} />}
      {message.delivery === "failed" || message.delivery === "unknown" ? (
        <Failure message={message} />
      ) : null}
      {message.direction === "incoming" && message.failure && (
        <Text size="xs" className={classes.failure ?? ""} role="alert">
          {reasonText(t, message.failure)}
        </Text>
      )}
    </article>
  );
}

function Failure({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const { conversationId, id } = message;
  const resend = useMutation({
    mutationFn: () =>
      call(routes.conversations.resendMessage, { params: { conversationId, messageId: id } }),
  });
  return (
    <Group gap={8} className={classes.failure ?? ""} role="alert">
      <Text size="xs">
        {message.failure
          ? reasonText(t, message.failure)
          : t(`inbox.delivery.${message.delivery ?? "failed"}`)}
      </Text>
      <Button
        size="compact-xs"
        variant="light"
        color="red"
        loading={resend.isPending}
        onClick={() => resend.mutate()}
      >
        {t("inbox.resend")}
      </Button>
    </Group>
  );
}

const events = [
  "takenOver",
  "handedBack",
  "handedOff",
  "assigned",
  "unassigned",
  "escalated",
  "paused",
  "resolved",
  "reopened",
  "snoozed",
  "woken",
  "notSent",
  "notNeeded",
  "flowStopped",
  "rated",
  "ruled",
  "returned",
  "routedToFlow",
  "routedToPeople",
  "routedToNobody",
  "relayed",
] as const;
/** Events whose text is the name that the sentence needs. */
const aboutText: ReadonlySet<string> = new Set([
  "assigned",
  "ruled",
  "returned",
  "routedToFlow",
  "routedToPeople",
  "routedToNobody",
  "relayed",
]);

function EventLine({ message }: { readonly message: Message }) {
  const { t, i18n } = useTranslation();
  const author = useAuthorName(message);
  const text = message.content.kind === "text" ? message.content.text : "";
  const told = message.event === "assigned" && text === "" ? "unassigned" : message.event;
  const event = events.find((it) => it === told);
  const name = event && aboutText.has(event) ? text : author;
  return (
    <Text size="xs" c="dimmed" ta="center" py={4}>
      {event
        ? t(`inbox.events.${event}`, {
            name,
            text,
            until: event === "snoozed" ? longTime(text, i18n.language) : "",
          })
        : t("inbox.events.other", { name, event: text || message.event })}
    </Text>
  );
}

function useAuthorName({ author }: Message): string {
  const { t } = useTranslation();
  if (author.type === "bot") {
    return t("inbox.bot");
  }
  if (author.type === "otherApp") {
    return author.name ?? t("inbox.otherApp");
  }
  return author.name ?? t("inbox.someone");
}
