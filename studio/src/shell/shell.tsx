import { addressOf, pages } from "@chatloom/api-schema";
import { AppShell, Center } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";
import { live, useLiveReturn, useSentAway } from "../api/live.ts";
import { preloadParts } from "../preload-parts.ts";
import { SignInAgain } from "../session/sign-in-again.tsx";
import { mayWith, useMeQuery } from "../session/use-me.ts";
import { SampleNotice } from "../start/sample-notice.tsx";
import { Tour } from "../start/tour.tsx";
import { ApiProblem } from "../ui/api-problem.ts";
import type { Area } from "../ui/area.ts";
import { ErrorPage } from "../ui/error-page.tsx";
import { Loading } from "../ui/loading.tsx";
import { useNarrow } from "../ui/use-narrow.ts";
import { speak } from "../words/start-words.ts";
import { ConnectionNotice } from "./connection-notice.tsx";
import { NavBar } from "./nav-bar.tsx";
import classes from "./shell.module.css";
import { SupportNotice } from "./support-notice.tsx";
import { useActivity } from "./use-activity.ts";
import { useKeptFocus } from "./use-kept-focus.ts";

/** The frame of every page of a signed-in member: navigation and live connection. */
export function Shell({ areas: all }: { readonly areas: readonly Area[] }) {
  const { t } = useTranslation();
  const location = useLocation();
  const narrow = useNarrow();
  const client = useQueryClient();
  const { data: me, isPending, error } = useMeQuery();
  const language = me?.account.language;

  useEffect(() => {
    if (language) {
      void speak(language);
    }
  }, [language]);
  const signedIn = Boolean(me);
  useEffect(() => {
    if (!signedIn) {
      return;
    }
    live.connect();
    return () => {
      live.disconnect();
    };
  }, [signedIn]);

  useKeptFocus();
  useActivity();
  const areas = me ? all.filter((it) => mayWith(me, it.permission)) : [];
  useLiveReturn(() => void preloadParts(areas));
  useSentAway(() => void client.invalidateQueries());

  if (isPending) {
    return (
      <Center h="100dvh">
        <Loading />
      </Center>
    );
  }
  if (error instanceof ApiProblem && error.code === "session.second-factor-needed") {
    return <Navigate to={pages.secondFactor} replace />;
  }
  if (error) {
    return <ErrorPage error={error} />;
  }
  if (!me) {
    return (
      <Navigate
        to={addressOf(pages.signIn, {}, { next: location.pathname + location.search })}
        replace
      />
    );
  }
  return (
    <AppShell
      layout="alt"
      navbar={{ width: 84, breakpoint: "sm", collapsed: { mobile: true } }}
      footer={{ height: { base: 60, sm: 0 } }}
      padding={0}
    >
      <a href="#main" className={classes.skip}>
        {t("common.skipToContent")}
      </a>
      {!narrow && (
        <AppShell.Navbar withBorder={false} className={classes.rail}>
          <NavBar areas={areas} direction="column" />
        </AppShell.Navbar>
      )}
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <ConnectionNotice />
        <SupportNotice />
        <SampleNotice />
        <Outlet />
      </AppShell.Main>
      <SignInAgain />
      <Tour />
      {areas.map(({ path, Background }) => Background && <Background key={path} />)}
      {narrow && (
        <AppShell.Footer withBorder={false} className={classes.rail}>
          <NavBar areas={areas} direction="row" />
        </AppShell.Footer>
      )}
    </AppShell>
  );
}
