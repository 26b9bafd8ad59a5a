import type { Conversation } from "@chatloom/api-schema";
import { Button, Group, Text } from "@mantine/core";
import { IconTemplate } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMessageTemplates } from "../../api/use-message-templates.ts";
import { TemplateDialog } from "./template-dialog.tsx";

/** Says that the channel takes no free message now, and offers the templates that it still takes. */
export function ClosedWindow({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const { data } = useMessageTemplates(conversation.channel.id);
  const [choosing, setChoosing] = useState(false);
  const approved = (data?.items ?? [])
    .map((it) => it.template)
    .filter((it) => it.status === "approved");
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" c="var(--cl-warning)" role="alert" flex={1} miw={200}>
        {t("inbox.composer.windowClosed")}
      </Text>
      {approved.length > 0 && (
        <Button
          size="xs"
          variant="light"
          leftSection={<IconTemplate size={16} aria-hidden />}
          onClick={() => setChoosing(true)}
        >
          {t("inbox.template.open")}
        </Button>
      )}
      {choosing && (
        <TemplateDialog
          conversation={conversation}
          templates={approved}
          onClose={() => setChoosing(false)}
        />
      )}
    </Group>
  );
}
