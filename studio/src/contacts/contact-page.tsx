import { type Contact, pages, routes } from "@chatloom/api-schema";
import { Button, Group, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { isMissing } from "../ui/api-problem.ts";
import { AwaitingPage } from "../ui/awaiting.tsx";
import { BackLink } from "../ui/back-link.tsx";
import { longTime } from "../ui/format-time.ts";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { ContactConsents } from "./contact-consents.tsx";
import { ContactFacts } from "./contact-facts.tsx";
import { ContactIdentities } from "./contact-identities.tsx";
import { ContactMenu } from "./contact-menu.tsx";
import { ContactTimeline } from "./contact-timeline.tsx";
import classes from "./contacts.module.css";
import { ConversationLinks } from "./conversation-links.tsx";
import { CrmLinks } from "./crm-links.tsx";
import { DuplicateHint, MergeList } from "./merge-list.tsx";
import { ResolutionList } from "./resolution-list.tsx";
import { RunningFlows } from "./running-flows.tsx";
import { StartFlow } from "./start-flow.tsx";
import { useContactConversations } from "./use-contact-conversations.ts";

/** One contact: details, addresses and conversations. */
export function ContactPage() {
  const { t, i18n } = useTranslation();
  const { contactId = "" } = useParams();
  const may = useMay("contacts.change");
  const found = useQuery({
    queryKey: ["contact", contactId],
    queryFn: () => call(routes.contacts.readContact, { params: { contactId } }),
    structuralSharing: (old, fetched) => newer(old as Contact | undefined, fetched as Contact),
  });
  const { data: contact, error } = found;
  // A contact that was merged into another one leads there.
  const { data: conversations } = useContactConversations(contact?.id ?? contactId);
  if (!contact || isMissing(error)) {
    return <AwaitingPage of={found} />;
  }
  const [newest] = conversations ?? [];
  const startFlow = (conversationId: string) =>
    modals.open({
      title: t("contacts.startFlow"),
      children: <StartFlow conversationId={conversationId} />,
    });
  return (
    <Page
      title={contact.name || t("contacts.unnamed")}
      actions={
        may && (
          <Group gap="xs">
            {newest && (
              <Button
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                onClick={() => startFlow(newest.id)}
              >
                {t("contacts.startFlow")}
              </Button>
            )}
            <ContactMenu contact={contact} />
          </Group>
        )
      }
    >
      <BackLink to={pages.contacts}>{t("contacts.all")}</BackLink>
      <DuplicateHint contact={contact} />
      <div className={classes.columns}>
        <Section title={t("contacts.details")}>
          <ContactFacts contact={contact} />
          <Text size="sm" c="dimmed" mt="md">
            {t("contacts.sinceDate", { date: longTime(contact.createdAt, i18n.language) })}
          </Text>
        </Section>
        <div>
          <CrmLinks contactId={contact.id} />
          <RunningFlows contactId={contact.id} />
          <Section title={t("contacts.timeline.title")}>
            <ContactTimeline contactId={contact.id} />
          </Section>
          <Section title={t("contacts.conversations")}>
            <ConversationLinks conversations={conversations} none={t("contacts.noConversations")} />
          </Section>
          <Section title={t("contacts.resolutions.title")}>
            <ResolutionList contactId={contact.id} />
          </Section>
          <ContactIdentities identities={contact.identities} />
          <MergeList contactId={contact.id} />
          <Section title={t("contacts.consent.title")}>
            <ContactConsents contactId={contact.id} />
          </Section>
        </div>
      </div>
    </Page>
  );
}

/** An answer that was on its way while the contact was changed does not bring the old one back. */
function newer(known: Contact | undefined, arrived: Contact): Contact {
  return known?.id === arrived.id && known.updatedAt > arrived.updatedAt ? known : arrived;
}
