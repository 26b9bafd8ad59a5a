import { addressOf, pages, routes } from "@chatloom/api-schema";
import { writeSecret } from "@chatloom/flows-schema";
import { Alert, Button, Code, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { call } from "../api/call.ts";
import { Loading } from "../ui/loading.tsx";
import { Page } from "../ui/page.tsx";
import { problemText } from "../ui/show-problem.ts";
import { serviceNames } from "./use-connect-service.ts";

/** The page that a service sends the browser back to: it ends the connecting and says how that went. */
export function ConnectedServicePage() {
  const { t } = useTranslation();
  const { search } = useLocation();
  const finish = useQuery({
    queryKey: ["connecting-service", search],
    queryFn: () =>
      call(routes.connectedServices.finishConnectingService, {
        body: { query: search.slice(0, 8_000) },
      }),
    enabled: search !== "",
    // What the service sent works once.
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const { data } = finish;
  const failure =
    search === ""
      ? t("common.problems.service.expired")
      : finish.error && problemText(finish.error);
  return (
    <Page title={t("settings.services.pageTitle")}>
      <Stack align="flex-start" maw={640}>
        {!data && !failure && (
          <>
            <Loading />
            <Text role="status">{t("settings.services.finishing")}</Text>
          </>
        )}
        {failure && (
          <Alert color="red" role="alert" title={t("settings.services.failed")}>
            {failure}
          </Alert>
        )}
        {data && (
          <Alert color="green" role="status" title={t("settings.services.done")}>
            <Text size="sm">
              {t("settings.services.doneText", {
                service: serviceNames[data.provider],
                account: data.account || data.name,
              })}{" "}
              <Code>{`Bearer ${writeSecret(data.name)}`}</Code>
            </Text>
          </Alert>
        )}
        {(data || failure) && (
          <Button component={Link} to={addressOf(pages.settingsTab, { tab: "secrets" })}>
            {t(data ? "settings.services.toList" : "settings.services.again")}
          </Button>
        )}
      </Stack>
    </Page>
  );
}
