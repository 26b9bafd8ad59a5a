import { type BodyOf, type ConversationChange, routes } from "@chatloom/api-schema";
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { showConversation } from "../use-conversation.ts";

type Changed = BodyOf<typeof routes.inbox.changeConversations>;
/** How long a change can be undone, in milliseconds. */
const undoMs = 8_000;

/** Changes one or several conversations, and offers to undo it where several or hidden ones changed. */
export function useChangeConversations() {
  const { t } = useTranslation();
  const client = useQueryClient();

  const send = async (body: Changed) => {
    const reply = await call(routes.inbox.changeConversations, { body });
    for (const conversation of reply.items) {
      showConversation(client, conversation);
    }
    void client.invalidateQueries({ queryKey: ["conversations"] });
    return reply;
  };
  const undo = useMutation({
    mutationFn: async (steps: readonly Changed[]) => {
      for (const body of steps) {
        await send(body);
      }
    },
  });
  return useMutation({
    mutationFn: send,
    onSuccess: ({ items, undo: steps }, { change }) => {
      if (steps.length === 0 || (items.length === 1 && !hides(change))) {
        return;
      }
      const id = `changed-${Date.now()}`;
      notifications.show({
        id,
        autoClose: undoMs,
        message: (
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm">{t("inbox.triage.changed", { count: items.length })}</Text>
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => {
                notifications.hide(id);
                undo.mutate(steps);
              }}
            >
              {t("inbox.triage.undo")}
            </Button>
          </Group>
        ),
      });
    },
  });
}

/** Whether the change takes a conversation out of the list that one looks at. */
function hides(change: ConversationChange): boolean {
  return change.resolved !== undefined || typeof change.snoozedUntil === "string";
}
