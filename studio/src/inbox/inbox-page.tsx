import { Center, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { usePageTitle } from "../ui/page.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { ConversationView } from "./conversation-view.tsx";
import classes from "./inbox.module.css";
import { ShortcutSheet } from "./shortcut-sheet.tsx";

/** The live panel: list, thread and contact side by side; on a phone one after the other. */
export function InboxPage() {
  const { t } = useTranslation();
  const { conversationId } = useParams();
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const wide = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });
  const [details, setDetails] = useState<boolean>();
  usePageTitle(t("inbox.title"));

  return (
    <div className={classes.inbox}>
      <ShortcutSheet />
      {(!narrow || !conversationId) && <ConversationList openId={conversationId} />}
      {conversationId ? (
        <ConversationView
          key={conversationId}
          conversationId={conversationId}
          details={details ?? (wide && !narrow)}
          onDetails={setDetails}
        />
      ) : (
        !narrow && (
          <Center className={classes.middle}>
            <Stack gap={4} align="center" maw={360} ta="center" p="lg">
              <Text fw={650}>{t("inbox.choose")}</Text>
              <Text c="dimmed">{t("inbox.chooseHint")}</Text>
            </Stack>
          </Center>
        )
      )}
    </div>
  );
}
