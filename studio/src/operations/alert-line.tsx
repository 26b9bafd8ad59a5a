import { type Alert, addressOf, pages } from "@chatloom/api-schema";
import { Anchor, Badge, Button, Collapse, Group, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { longTime } from "../ui/format-time.ts";
import { reasonText } from "../ui/reason-text.ts";
import classes from "../ui/section.module.css";
import { alertKind } from "./alert-kind.ts";

/** An alert; one that occurred several times opens to its conversations. */
export function AlertLine({ alert }: { readonly alert: Alert }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const [newest] = alert.occurrences;
  const kind = alertKind(alert.code);
  const several = alert.occurrences.length > 1;
  return (
    <div className={classes.line}>
      <Group gap="xs">
        <Text size="sm" fw={alert.seen ? 400 : 650} style={{ overflowWrap: "anywhere" }}>
          {kind ? t(kind) : alert.message}
        </Text>
        {alert.count > 1 && (
          <Badge color="gray">{t("operations.times", { count: alert.count })}</Badge>
        )}
      </Group>
      {kind && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }} title={alert.message}>
          {sentenceOf(t, alert, alert)}
        </Text>
      )}
      <Group gap="xs">
        <Text size="xs" c="dimmed">
          {longTime(alert.at, i18n.language)}
        </Text>
        {!several && newest?.conversationId && <ConversationLink occurrence={newest} />}
        {several && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t("operations.showConversations", { count: alert.occurrences.length })}
          </Button>
        )}
      </Group>
      {several && (
        <Collapse expanded={open}>
          <ul className={classes.occurrences}>
            {alert.occurrences.map((it) => (
              <li key={`${it.at}:${it.conversationId ?? ""}:${it.message}`}>
                <Text size="xs" c="dimmed" component="span">
                  {longTime(it.at, i18n.language)}
                </Text>{" "}
                {it.conversationId ? (
                  <ConversationLink occurrence={it} />
                ) : (
                  <Text size="xs" component="span">
                    {t("operations.someone")}
                  </Text>
                )}
                {it.message !== alert.message && (
                  <Text size="xs" style={{ overflowWrap: "anywhere" }}>
                    {sentenceOf(t, alert, it)}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        </Collapse>
      )}
    </div>
  );
}

/** Writes an alert in the member's language; a notification of a flow is shown as it was written. */
function sentenceOf(
  t: TFunction,
  { code }: Pick<Alert, "code">,
  { reason, message }: Pick<Alert, "reason" | "message">,
): string {
  return code === "notice" ? message : reasonText(t, reason ?? { code, message });
}

function ConversationLink({ occurrence }: { readonly occurrence: Alert["occurrences"][number] }) {
  const { t } = useTranslation();
  return (
    <Anchor
      component={Link}
      fz="xs"
      underline="always"
      to={addressOf(pages.conversation, { conversationId: occurrence.conversationId ?? "" })}
    >
      {occurrence.contactName || t("operations.conversation")}
    </Anchor>
  );
}
