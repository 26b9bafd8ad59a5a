import { addressOf, pages } from "@chatloom/api-schema";
import { Button, Group, Paper, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyField } from "../ui/copy-field.tsx";
import classes from "./channels.module.css";

const ways = ["bubble", "inline", "popup"] as const;
type Way = (typeof ways)[number];

/** The code that embeds the website chat: as a bubble, within the page, or behind a link of the page. */
export function Embed({ channelId }: { readonly channelId: string }) {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>("bubble");
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
        <SegmentedControl
          aria-label={t("channels.embedWay")}
          value={way}
          onChange={(value) => setWay(value as Way)}
          data={ways.map((value) => ({ value, label: t(`channels.embedWays.${value}`) }))}
        />
        <Text size="sm" c="dimmed">
          {t(`channels.embedHints.${way}`)}
        </Text>
        <CopyField label="HTML" value={codeOf(way, channelId)} />
        <CopyField label={t("channels.shareLink")} value={page} />
      </Stack>
    </Paper>
  );
}

function codeOf(way: Way, channelId: string): string {
  const script = (more: string) =>
    `<script src="${location.origin}/widget.js" data-channel="${channelId}"${more} async></script>`;
  switch (way) {
    case "bubble":
      return script("");
    case "inline":
      return `<div id="chat" style="height: 600px"></div>${script(' data-mode="inline" data-target="#chat"')}`;
    case "popup":
      return `<button data-chatloom="open">Chat</button>${script(' data-mode="popup"')}`;
  }
}
