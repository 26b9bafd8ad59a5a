import { Button, Center, EmptyState, VisuallyHidden } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { isProblem } from "./api-problem.ts";
import { NotLoaded } from "./not-loaded.tsx";
import { problemText } from "./show-problem.ts";

/** Replaces a page that failed to render. The rest of the studio keeps working. */
export function ErrorPage({ error }: { readonly error?: unknown }) {
  const { t } = useTranslation();
  const routeError = useRouteError();
  const thrown = error ?? routeError;
  if (isProblem(thrown, "part.not-loaded") || isProblem(thrown, "offline")) {
    return (
      <Center mih="60dvh" p="md">
        <VisuallyHidden component="h1">{t("common.error.title")}</VisuallyHidden>
        <NotLoaded onRetry={reload} />
      </Center>
    );
  }
  return (
    <Center mih="60dvh" p="md">
      <VisuallyHidden component="h1">{t("common.error.title")}</VisuallyHidden>
      <EmptyState
        icon={<IconPlugConnectedX size={40} stroke={1.4} />}
        title={t("common.error.title")}
        description={problemText(thrown)}
      >
        <EmptyState.Actions>
          <Button onClick={reload}>{t("common.error.reload")}</Button>
        </EmptyState.Actions>
      </EmptyState>
    </Center>
  );
}

function reload(): void {
  window.location.reload();
}
