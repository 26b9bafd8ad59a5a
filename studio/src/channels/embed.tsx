import { addressOf, pages } from "@chatloom/api-schema";
import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CopyField } from "../ui/copy-field.tsx";
import classes from "./channels.module.css";

/** The code that embeds the website chat. */
export function Embed({ channelId }: { readonly channelId: string }) {
  const { t } = useTranslation();
  const page = location.origin + addressOf(pages.chat, { channelId });
  return (
    <Paper p="lg" className={classes.card ?? ""}>
      <Stack>
        <Group justify="space-between">
          <Title order={2}>{t("channels.embed")}</Title>
          <Button
            component="a"
            href={addressOf(pages.chat, { channelId }, { test: 1 })}
            target="_blank"
            rel="noopener"
            variant="light"
            rightSection={<IconExternalLink size={16} aria-hidden />}
          >
            {t("channels.testPage")}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t("channels.embedHint")}
        </Text>
        <CopyField
          label="HTML"
          value={`<script src="${location.origin}/widget.js" data-channel="${channelId}" async></script>`}
        />
        <CopyField label={t("channels.shareLink")} value={page} />
      </Stack>
    </Paper>
  );
}
