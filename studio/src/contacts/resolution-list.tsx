import { addressOf, pages, type Resolution, routes } from "@chatloom/api-schema";
import { Anchor, Badge, Group, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { longTime } from "../ui/format-time.ts";
import { RatingMark } from "../ui/rating-mark.tsx";
import classes from "../ui/section.module.css";

/** Lists how people ended the conversations of a contact, with outcome and rating. */
export function ResolutionList({
  contactId,
  openId,
}: {
  readonly contactId: string;
  /** The conversation that is open; its resolutions need no link. */
  readonly openId?: string;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const queryKey = ["resolutions", contactId];
  const resolutions = useQuery({
    queryKey,
    queryFn: () => call(routes.satisfaction.listResolutions, { query: { contactId, limit: 20 } }),
  });
  const { data } = resolutions;
  useLive("conversation.updated", ({ contact }) => {
    if (contact.id === contactId) {
      void client.invalidateQueries({ queryKey });
    }
  });
  return (
    <>
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("contacts.resolutions.none")}
        </Text>
      )}
      <Awaiting of={resolutions} height={40} />
      {data?.items.map((it) => (
        <ResolutionLine key={it.id} resolution={it} linked={it.conversationId !== openId} />
      ))}
    </>
  );
}

function ResolutionLine({
  resolution: { at, kind, member, outcome, survey, conversationId },
  linked,
}: {
  readonly resolution: Resolution;
  readonly linked: boolean;
}) {
  const { t, i18n } = useTranslation();
  const name = member?.name ?? t("inbox.someone");
  const when = longTime(at, i18n.language);
  return (
    <div className={classes.line}>
      <Text size="sm">{t(`contacts.resolutions.${kind}`, { name })}</Text>
      <Text size="xs" c="dimmed">
        {linked ? (
          <Anchor component={Link} size="xs" to={addressOf(pages.conversation, { conversationId })}>
            {when}
          </Anchor>
        ) : (
          when
        )}
      </Text>
      <Group gap={6} mt={4}>
        {outcome && (
          <Badge size="sm" color="gray">
            {outcome.label}
          </Badge>
        )}
        {survey?.rating && <RatingMark scale={survey.scale} rating={survey.rating} />}
        {survey && !survey.rating && (
          <Text size="xs" c="dimmed">
            {t(
              survey.skipped
                ? `contacts.resolutions.skipped.${survey.skipped}`
                : "contacts.resolutions.asked",
            )}
          </Text>
        )}
      </Group>
      {survey?.comment && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          “{survey.comment}”
        </Text>
      )}
    </div>
  );
}
