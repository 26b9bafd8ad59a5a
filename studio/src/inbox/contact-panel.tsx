import { addressOf, pages, type ReplyOf, type routes } from "@chatloom/api-schema";
import { Anchor, Button, Code, Text } from "@mantine/core";
import { IconUser } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ContactConsents } from "../contacts/contact-consents.tsx";
import { ContactFacts } from "../contacts/contact-facts.tsx";
import { ConversationLinks } from "../contacts/conversation-links.tsx";
import { CrmLinks } from "../contacts/crm-links.tsx";
import { ResolutionList } from "../contacts/resolution-list.tsx";
import { useContactConversations } from "../contacts/use-contact-conversations.ts";
import { longTime } from "../ui/format-time.ts";
import { Loading } from "../ui/loading.tsx";
import { PanelSection } from "./panel/panel-section.tsx";

const FlowMap = lazy(async () => ({ default: (await import("../replay/flow-map.tsx")).FlowMap }));

type Details = ReplyOf<typeof routes.conversations.readConversation>;

/** Shows the known facts of the contact and the bot's current step. Each part folds by itself. */
export function ContactPanel({
  details: { conversation, contact, variables, running },
}: {
  readonly details: Details;
}) {
  const { t, i18n } = useTranslation();
  const { position } = conversation;
  const values = Object.entries(variables);
  return (
    <div>
      <Button
        component={Link}
        to={addressOf(pages.contact, { contactId: contact.id })}
        variant="light"
        size="xs"
        fullWidth
        mb="sm"
        leftSection={<IconUser size={16} aria-hidden />}
      >
        {t("inbox.contact.open")}
      </Button>
      <CrmLinks contactId={contact.id} />
      <PanelSection name="facts" title={t("inbox.contact.facts")} open>
        <ContactFacts key={contact.id} contact={contact} />
        <Text size="sm" c="dimmed" mt="sm">
          {t("inbox.contact.since", { date: longTime(contact.createdAt, i18n.language) })}
        </Text>
      </PanelSection>
      {(position || values.length > 0) && (
        <PanelSection name="flow" title={t("inbox.contact.flow")} open>
          {running && (
            <Suspense fallback={<Loading size="sm" m="md" />}>
              <FlowMap {...running} />
            </Suspense>
          )}
          {position && (
            <Text size="sm" mb={4}>
              {t("inbox.contact.position")}{" "}
              <Anchor
                component={Link}
                underline="always"
                to={addressOf(pages.flow, { flowId: position.flowId }, { node: position.nodeId })}
              >
                {position.flowName}
              </Anchor>
            </Text>
          )}
          <Variables values={values} />
        </PanelSection>
      )}
      <PanelSection name="resolutions" title={t("contacts.resolutions.title")} open>
        <ResolutionList contactId={contact.id} openId={conversation.id} />
      </PanelSection>
      <PanelSection name="conversations" title={t("inbox.contact.otherConversations")} open>
        <OtherConversations contactId={contact.id} openId={conversation.id} />
      </PanelSection>
      <PanelSection name="consent" title={t("contacts.consent.title")}>
        <ContactConsents contactId={contact.id} />
      </PanelSection>
    </div>
  );
}

/** The contact's conversations on other channels and accounts. */
function OtherConversations({
  contactId,
  openId,
}: {
  readonly contactId: string;
  readonly openId: string;
}) {
  const { t } = useTranslation();
  const { data } = useContactConversations(contactId);
  return (
    <ConversationLinks
      conversations={data?.filter((it) => it.id !== openId)}
      none={t("inbox.contact.noOther")}
    />
  );
}

function Variables({ values }: { readonly values: readonly (readonly [string, unknown])[] }) {
  const { t } = useTranslation();
  if (values.length === 0) {
    return null;
  }
  return (
    <div>
      <Text size="sm" fw={600}>
        {t("inbox.contact.variables")}
      </Text>
      {values.map(([name, value]) => (
        <Text key={name} size="sm" lineClamp={3}>
          <Code>{name}</Code> {typeof value === "string" ? value : JSON.stringify(value)}
        </Text>
      ))}
    </div>
  );
}
