import {
  mailedReports,
  type ReplyOf,
  type ReportMail,
  routes,
  screenLanguages,
} from "@chatloom/api-schema";
import {
  Alert,
  Button,
  Checkbox,
  Group,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";

export type ReportMails = ReplyOf<typeof routes.reports.readReportMail>;

const mostRecipients = 20;
const weekdays = [0, 1, 2, 3, 4, 5, 6];
const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** A Monday, in UTC. */
const monday = Date.UTC(2026, 10, 30);

/** Edits when reports are mailed, to whom, and which. */
export function MailForm({ data }: { readonly data: ReportMails }) {
  const { t, i18n } = useTranslation();
  const may = useMay("reports.manage");
  const client = useQueryClient();
  const [rules, setRules] = useState<ReportMail>(data.settings);
  const change = (part: Partial<ReportMail>) => setRules({ ...rules, ...part });
  const { every, reports, language, recipients, enabled } = rules;
  const save = useMutation({
    mutationFn: () => call(routes.reports.saveReportMail, { body: rules }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["report-mail"] });
      notifications.show({ message: t("settings.saved") });
    },
  });
  const test = useMutation({
    mutationFn: () => call(routes.reports.testReportMail, { body: { every, reports, language } }),
    onSuccess: ({ address }) =>
      notifications.show({ message: t("reports.mail.tested", { address }) }),
  });
  const nameOf = (weekday: number) =>
    new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" }).format(
      monday + weekday * 86_400_000,
    );
  const clock = new Intl.DateTimeFormat(i18n.language, { timeStyle: "short", timeZone: "UTC" });
  const next = new Intl.DateTimeFormat(i18n.language, {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: data.timeZone,
  });
  const noReports = reports.length === 0;
  const nobody = enabled && recipients.length === 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t("reports.mail.hint")}
        </Text>
        {!data.mailReady && <Alert color="yellow">{t("reports.mail.noServer")}</Alert>}
        <Switch
          label={t("reports.mail.enabled")}
          disabled={!may}
          checked={enabled}
          onChange={({ currentTarget }) => change({ enabled: currentTarget.checked })}
        />
        <TagsInput
          label={t("reports.mail.recipients")}
          description={t("reports.mail.recipientsHint")}
          placeholder="name@example.com"
          disabled={!may}
          maxTags={mostRecipients}
          error={nobody && t("reports.mail.nobody")}
          value={recipients}
          onChange={(chosen) => change({ recipients: chosen })}
        />
        <Group grow align="flex-start">
          <Select
            label={t("reports.mail.every")}
            allowDeselect={false}
            disabled={!may}
            value={every}
            onChange={(value) => value && change({ every: value })}
            data={(["day", "week"] as const).map((value) => ({
              value,
              label: t(`reports.mail.periods.${value}`),
            }))}
          />
          {every === "week" && (
            <Select
              label={t("reports.team.weekday")}
              allowDeselect={false}
              disabled={!may}
              value={String(rules.weekday)}
              onChange={(value) => change({ weekday: Number(value) })}
              data={weekdays.map((it) => ({ value: String(it), label: nameOf(it) }))}
            />
          )}
          <Select
            label={t("reports.mail.hour")}
            description={data.timeZone}
            allowDeselect={false}
            disabled={!may}
            value={String(rules.hour)}
            onChange={(value) => change({ hour: Number(value) })}
            data={hours.map((it) => ({
              value: String(it),
              label: clock.format(it * 3_600_000),
            }))}
          />
        </Group>
        <Checkbox.Group
          label={t("reports.mail.which")}
          error={noReports && t("reports.mail.whichNone")}
          value={reports}
          onChange={(value) =>
            change({ reports: mailedReports.filter((it) => value.includes(it)) })
          }
        >
          <Group mt="xs">
            {mailedReports.map((it) => (
              <Checkbox key={it} value={it} disabled={!may} label={t(`reports.tabs.${it}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Select
          label={t("reports.mail.language")}
          allowDeselect={false}
          disabled={!may}
          value={language}
          onChange={(value) => value && change({ language: value })}
          data={screenLanguages.map((it) => ({ value: it, label: t(`common.languages.${it}`) }))}
        />
        {data.nextAt && (
          <Text size="sm">
            {t("reports.mail.next", { when: next.format(new Date(data.nextAt)) })}
          </Text>
        )}
        {may && (
          <Group>
            <Button type="submit" loading={save.isPending} disabled={nobody || noReports}>
              {t("settings.save")}
            </Button>
            <Button
              variant="default"
              loading={test.isPending}
              disabled={!data.mailReady || noReports}
              onClick={() => test.mutate()}
            >
              {t("reports.mail.test")}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
