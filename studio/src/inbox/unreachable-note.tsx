import type { Conversation } from "@chatloom/api-schema";
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconUserOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/use-me.ts";
import { useConversationActions } from "./use-conversation.ts";

/** Says that the contact blocked the channel or cannot be reached, and lets a member try again. */
export function UnreachableNote({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const may = useMay("inbox.answer");
  const { unblock } = useConversationActions(conversation.id);
  if (conversation.reachable) {
    return null;
  }
  const { contact, channel } = conversation;
  return (
    <Alert color="orange" icon={<IconUserOff size={18} aria-hidden />} py="xs" role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {t("inbox.unreachable.note", { name: contact.name, channel: channel.name })}
        </Text>
        {may && (
          <Button
            size="xs"
            variant="default"
            onClick={() => unblock.mutate()}
            loading={unblock.isPending}
          >
            {t("inbox.unreachable.unblock")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
