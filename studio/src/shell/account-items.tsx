import { pages, routes, type ScreenLanguage, screenLanguages } from "@chatloom/api-schema";
import { Menu, useMantineColorScheme } from "@mantine/core";
import {
  IconCheck,
  IconDeviceDesktop,
  IconHelp,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconRoute,
  IconSun,
} from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../api/call.ts";
import { enterSession, useMe } from "../session/use-me.ts";
import { useTour } from "../start/tour-store.ts";
import { showProblem } from "../ui/show-problem.ts";
import { speak, spokenLanguage, writtenLanguage } from "../words/start-words.ts";
import { AvailabilitySwitch } from "./availability-switch.tsx";

const schemes = [
  { value: "light", label: "common.schemes.light", icon: IconSun },
  { value: "dark", label: "common.schemes.dark", icon: IconMoon },
  { value: "auto", label: "common.schemes.auto", icon: IconDeviceDesktop },
] as const;

/** The items of the account menu: availability, workspace, help, language, theme, sign-out. */
export function AccountItems() {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const beginTour = useTour((it) => it.begin);

  async function chooseLanguage(language: ScreenLanguage) {
    await speak(language);
    client.setQueryData(["me"], { ...me, account: { ...me.account, language } });
    await call(routes.accounts.updateMe, { body: { language } }).catch(showProblem);
  }
  async function chooseWorkspace(workspaceId: string) {
    const next = await call(routes.accounts.switchWorkspace, { body: { workspaceId } });
    await navigate("/");
    enterSession(next);
  }
  async function leave() {
    await call(routes.accounts.signOut);
    // A reload removes this member's data from memory.
    window.location.assign(pages.signIn);
  }

  return (
    <>
      <Menu.Label>
        {me.account.name} · {me.account.email}
      </Menu.Label>
      <AvailabilitySwitch />
      {me.workspaces.length > 1 && (
        <>
          <Menu.Divider />
          <Menu.Label>{t("common.account.workspace")}</Menu.Label>
          {me.workspaces.map((workspace) => (
            <Menu.Item
              key={workspace.id}
              rightSection={workspace.id === me.workspace.id ? <IconCheck size={16} /> : null}
              onClick={() => void chooseWorkspace(workspace.id).catch(showProblem)}
            >
              {workspace.name}
            </Menu.Item>
          ))}
        </>
      )}
      <Menu.Divider />
      <Menu.Item
        component="a"
        href={`/docs/${writtenLanguage()}/`}
        target="_blank"
        rel="noopener"
        leftSection={<IconHelp size={16} />}
      >
        {t("common.account.help")}
      </Menu.Item>
      <Menu.Item leftSection={<IconRoute size={16} />} onClick={beginTour}>
        {t("start.tour.title")}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Label>{t("common.account.language")}</Menu.Label>
      {screenLanguages.map((language) => (
        <Menu.Item
          key={language}
          lang={language}
          leftSection={<IconLanguage size={16} />}
          rightSection={language === spokenLanguage() ? <IconCheck size={16} /> : null}
          onClick={() => void chooseLanguage(language)}
        >
          {t(`common.languages.${language}`)}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Label>{t("common.account.appearance")}</Menu.Label>
      {schemes.map((scheme) => (
        <Menu.Item
          key={scheme.value}
          leftSection={<scheme.icon size={16} />}
          rightSection={scheme.value === colorScheme ? <IconCheck size={16} /> : null}
          onClick={() => setColorScheme(scheme.value)}
        >
          {t(scheme.label)}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconLogout size={16} />}
        onClick={() => void leave().catch(showProblem)}
      >
        {t("common.account.signOut")}
      </Menu.Item>
    </>
  );
}
