import { routes } from "@chatloom/api-schema";
import { Badge, Button, Drawer, Group, Stack, Text, Title } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { reasonText } from "../ui/reason-text.ts";
import { MailForm, type ReportMails } from "./mail-form.tsx";

const refreshMs = 10_000;
const colors = {
  waiting: "gray",
  sending: "gray",
  sent: "green",
  failed: "red",
  unclear: "yellow",
} as const;

/** The button for reports by e-mail, and the drawer with their settings and the newest mails. */
export function ReportMailButton() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const mail = useQuery({
    queryKey: ["report-mail"],
    enabled: opened,
    refetchInterval: refreshMs,
    queryFn: () => call(routes.reports.readReportMail),
  });
  const { data } = mail;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMail size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t("reports.mail.open")}
      </Button>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        size="lg"
        title={t("reports.mail.title")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <Awaiting of={mail} height={360} />
        {data && (
          <Stack gap="lg">
            <MailForm key={JSON.stringify(data.settings)} data={data} />
            <Mails data={data} />
          </Stack>
        )}
      </Drawer>
    </>
  );
}

function Mails({ data: { mails, left } }: { readonly data: ReportMails }) {
  const { t, i18n } = useTranslation();
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <>
      {left.length > 0 && (
        <Text size="sm">{t("reports.mail.left", { addresses: left.join(", ") })}</Text>
      )}
      <Stack component="section" gap="xs">
        <Title order={3}>{t("reports.mail.newest")}</Title>
        {mails.length === 0 && <Text c="dimmed">{t("reports.mail.none")}</Text>}
        {mails.map(({ address, from, to, state, problem }) => (
          <div key={`${address} ${from} ${to}`}>
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                {address}
              </Text>
              <Badge variant="light" color={colors[state]} style={{ flexShrink: 0 }}>
                {t(`reports.mail.states.${state}`)}
              </Badge>
            </Group>
            <Text size="xs" c="dimmed">
              {day.formatRange(new Date(from), new Date(to))}
            </Text>
            {problem && (
              <Text size="xs" c="dimmed">
                {reasonText(t, problem)}
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </>
  );
}
