import { addressOf, pages, type ReplyOf, type routes } from "@chatloom/api-schema";
import { Anchor, Code, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ContactFacts } from "../contacts/contact-facts.tsx";
import { longTime } from "../ui/format-time.ts";

type Details = ReplyOf<typeof routes.conversations.readConversation>;

/** The details of the contact, and the bot's current step. */
export function ContactPanel({
  details: { conversation, contact, variables },
}: {
  readonly details: Details;
}) {
  const { t, i18n } = useTranslation();
  const { position } = conversation;
  return (
    <Stack gap="md">
      <Anchor component={Link} to={addressOf(pages.contact, { contactId: contact.id })} size="sm">
        {t("inbox.contact.open")}
      </Anchor>
      <ContactFacts key={contact.id} contact={contact} />
      <Text size="sm" c="dimmed">
        {t("inbox.contact.since", { date: longTime(contact.createdAt, i18n.language) })}
      </Text>
      {position && (
        <Text size="sm">
          {t("inbox.contact.position")}{" "}
          <Anchor
            component={Link}
            to={addressOf(pages.flow, { flowId: position.flowId }, { node: position.nodeId })}
          >
            {position.flowName}
          </Anchor>
        </Text>
      )}
      <Variables values={variables} />
    </Stack>
  );
}

function Variables({ values }: { readonly values: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const entries = Object.entries(values);
  if (entries.length === 0) {
    return null;
  }
  return (
    <div>
      <Text size="sm" fw={600}>
        {t("inbox.contact.variables")}
      </Text>
      {entries.map(([name, value]) => (
        <Text key={name} size="sm" lineClamp={3}>
          <Code>{name}</Code> {typeof value === "string" ? value : JSON.stringify(value)}
        </Text>
      ))}
    </div>
  );
}
