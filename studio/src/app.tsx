import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./theme/fonts.ts";
import "./theme/theme.css";
import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router";
import { queryClient } from "./api/query-client.ts";
import { router } from "./router.tsx";
import { cssVariables, theme } from "./theme/theme.ts";
import { withWords } from "./theme/with-words.ts";

/** The whole studio with everything it stands in. */
export function App() {
  const { t } = useTranslation();
  const spoken = useMemo(
    () => withWords(theme, { close: t("common.close"), showPassword: t("common.showPassword") }),
    [t],
  );
  return (
    <MantineProvider theme={spoken} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <ModalsProvider>
          <Notifications position="bottom-right" limit={4} />
          <RouterProvider router={router} />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
