import { routes } from "@chatloom/api-schema";
import { Badge, Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { SignalSwitches } from "../inbox/signal-switches.tsx";
import { useMe } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { longTime } from "../ui/format-time.ts";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { describeBrowser } from "./describe-browser.ts";
import { PasskeysSection } from "./passkeys-section.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";

/** One's own name, password and sessions. */
export function AccountTab() {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const profile = useForm({ initialValues: { name: me.account.name } });
  const password = useForm({ initialValues: { current: "", next: "" } });
  const saveProfile = useMutation({
    mutationFn: (body: { name: string }) => call(routes.accounts.updateMe, { body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["me"] });
      notifications.show({ message: t("settings.saved") });
    },
  });
  const savePassword = useMutation({
    mutationFn: (body: { current: string; next: string }) =>
      call(routes.accounts.updateMe, { body: { password: body } }),
    onSuccess: () => {
      password.reset();
      notifications.show({ message: t("settings.account.changed") });
    },
  });
  return (
    <>
      <Section title={t("settings.account.profile")}>
        <form onSubmit={profile.onSubmit((values) => saveProfile.mutate(values))}>
          <Group align="flex-end">
            <TextInput
              flex={1}
              required
              maxLength={120}
              label={t("settings.account.name")}
              autoComplete="name"
              {...profile.getInputProps("name")}
            />
            <Button type="submit" loading={saveProfile.isPending} disabled={!profile.isDirty()}>
              {t("settings.save")}
            </Button>
          </Group>
          <Text size="sm" c="dimmed" mt="xs">
            {me.account.email}
          </Text>
        </form>
      </Section>
      <Section title={t("inbox.signals.title")}>
        <SignalSwitches />
      </Section>
      <Section title={t("settings.account.password")}>
        <form onSubmit={password.onSubmit((values) => savePassword.mutate(values))}>
          <Stack>
            <PasswordInput
              required
              label={t("settings.account.current")}
              autoComplete="current-password"
              {...password.getInputProps("current")}
            />
            <PasswordInput
              required
              minLength={10}
              label={t("settings.account.next")}
              description={t("settings.account.nextHint")}
              autoComplete="new-password"
              {...password.getInputProps("next")}
            />
            <Group>
              <Button type="submit" variant="default" loading={savePassword.isPending}>
                {t("settings.account.change")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
      <SecondFactorSection />
      <PasskeysSection />
      <Sessions />
    </>
  );
}

function Sessions() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: () => call(routes.accounts.listSessions),
  });
  const { data } = sessions;
  const end = useMutation({
    mutationFn: (sessionId: string) => call(routes.accounts.endSession, { params: { sessionId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["sessions"] }),
  });
  const endAll = useMutation({
    mutationFn: () => call(routes.accounts.endOtherSessions),
    onSuccess: () => client.invalidateQueries({ queryKey: ["sessions"] }),
  });
  const inWords = (userAgent: string) => {
    const { browser, system } = describeBrowser(userAgent);
    if (browser && system) {
      return t("settings.account.browserOn", { browser, system });
    }
    return browser ?? system ?? t("settings.account.unknownBrowser");
  };
  return (
    <Section
      title={t("settings.account.sessions")}
      actions={
        (data?.items.length ?? 0) > 1 && (
          <Button
            size="xs"
            variant="default"
            loading={endAll.isPending}
            onClick={() => endAll.mutate()}
          >
            {t("settings.account.endAll")}
          </Button>
        )
      }
    >
      <Awaiting of={sessions} height={60} />
      {data?.items.map((session) => (
        <Group
          key={session.id}
          justify="space-between"
          className={classes.line ?? ""}
          wrap="nowrap"
        >
          <div>
            <Text size="sm" lineClamp={1}>
              {inWords(session.browser)}
            </Text>
            <Text size="xs" c="dimmed">
              {session.address} ·{" "}
              {t("settings.account.used", { when: longTime(session.usedAt, i18n.language) })}
            </Text>
          </div>
          {session.current ? (
            <Badge flex="none">{t("settings.account.thisOne")}</Badge>
          ) : (
            <Button size="xs" variant="default" onClick={() => end.mutate(session.id)}>
              {t("settings.account.end")}
            </Button>
          )}
        </Group>
      ))}
    </Section>
  );
}
