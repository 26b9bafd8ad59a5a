import { type Consent, routes } from "@chatloom/api-schema";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useChannels } from "../channels/use-channels.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { longTime } from "../ui/format-time.ts";
import classes from "../ui/section.module.css";

/** Shows the contact's consent ledger, newest entry first. */
export function ContactConsents({ contactId }: { readonly contactId: string }) {
  const { t } = useTranslation();
  const consents = useQuery({
    queryKey: ["consents", contactId],
    queryFn: () => call(routes.contacts.listConsents, { params: { contactId } }),
  });
  const { data } = consents;
  return (
    <>
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("contacts.consent.none")}
        </Text>
      )}
      <Awaiting of={consents} height={40} />
      {data?.items.map((it) => (
        <ConsentLine key={it.id} consent={it} />
      ))}
    </>
  );
}

function ConsentLine({ consent }: { readonly consent: Consent }) {
  const { t, i18n } = useTranslation();
  const { data } = useChannels();
  const { channelId, purpose, state, at, source, wording, by } = consent;
  const known = data?.items.find((it) => it.id === channelId)?.name;
  const channel =
    channelId === "all"
      ? t("contacts.consent.all")
      : (known ?? t("contacts.consent.formerChannel"));
  return (
    <div className={classes.line}>
      <Text size="sm" fw={600}>
        {t("contacts.consent.line", {
          state: t(`contacts.consent.${state}`),
          purpose: t(`contacts.consent.${purpose}`),
          channel,
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {longTime(at, i18n.language)} · {t(`contacts.consent.sources.${source}`, { by })}
      </Text>
      {wording !== "" && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t("contacts.consent.wording", { words: wording })}
        </Text>
      )}
    </div>
  );
}
