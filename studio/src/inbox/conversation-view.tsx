import { Center, Drawer, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { isMissing } from "../ui/api-problem.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { Composer } from "./composer.tsx";
import { ContactPanel } from "./contact-panel.tsx";
import { ConversationHeader } from "./conversation-header.tsx";
import classes from "./inbox.module.css";
import { PresenceLine } from "./presence-line.tsx";
import { ScheduledList } from "./scheduled-list.tsx";
import { Thread } from "./thread.tsx";
import { TriageBar } from "./triage/triage-bar.tsx";
import { UnreachableNote } from "./unreachable-note.tsx";
import { useConversation, usePresence } from "./use-conversation.ts";

interface ConversationViewProps {
  readonly conversationId: string;
  readonly details: boolean;
  readonly onDetails: (open: boolean) => void;
}

/** One conversation: its handler, its messages, the composer and the contact. */
export function ConversationView({ conversationId, details, onDetails }: ConversationViewProps) {
  const { t } = useTranslation();
  const found = useConversation(conversationId);
  const { data, error } = found;
  const presence = usePresence(conversationId);
  const beside = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });

  if (!data) {
    return (
      <Center className={classes.middle}>
        {isMissing(error) ? <Text c="dimmed">{t("inbox.notFound")}</Text> : <Awaiting of={found} />}
      </Center>
    );
  }
  const { conversation } = data;
  const panel = <ContactPanel details={data} />;
  return (
    <>
      <section className={classes.middle} aria-label={conversation.contact.name}>
        <ConversationHeader conversation={conversation} onDetails={() => onDetails(!details)} />
        <TriageBar conversation={conversation} />
        <Thread conversation={conversation} />
        <ScheduledList conversation={conversation} />
        <UnreachableNote conversation={conversation} />
        <PresenceLine presence={presence} contactName={conversation.contact.name} />
        <Composer conversation={conversation} />
      </section>
      {beside ? (
        details && (
          <aside className={classes.side} aria-label={t("inbox.contact.title")}>
            {panel}
          </aside>
        )
      ) : (
        <Drawer
          opened={details}
          onClose={() => onDetails(false)}
          position="right"
          size="sm"
          title={t("inbox.contact.title")}
        >
          {panel}
        </Drawer>
      )}
    </>
  );
}
