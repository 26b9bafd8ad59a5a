import { addressOf, pages } from "@chatloom/api-schema";
import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMessageTemplates } from "../api/use-message-templates.ts";
import classes from "./channels.module.css";

/** How many templates a channel has, and how many of them cannot be sent. */
export function TemplatesCard({ channelId }: { readonly channelId: string }) {
  const { t } = useTranslation();
  const { data } = useMessageTemplates(channelId);
  const list = data?.lists[0];
  const all = data?.items.length ?? 0;
  const usable = data?.items.filter((it) => it.template.status === "approved").length ?? 0;
  return (
    <Paper component="section" p="lg" className={classes.card ?? ""}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t("channels.templates.title")}</Title>
          <Button
            component={Link}
            to={addressOf(pages.channelTemplates, { channelId })}
            variant="light"
            size="xs"
          >
            {t("channels.templates.open")}
          </Button>
        </Group>
        {list?.problem !== undefined && <Alert color="yellow">{list.problem}</Alert>}
        <Text fz="sm" c="dimmed">
          {list?.readAt === undefined
            ? t("channels.templates.never")
            : t("channels.templates.count", { count: all, usable })}
        </Text>
      </Stack>
    </Paper>
  );
}
