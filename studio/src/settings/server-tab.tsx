import { routes, type ServerStatus } from "@chatloom/api-schema";
import { Alert, Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { reasonText } from "../ui/reason-text.ts";
import { Section } from "../ui/section.tsx";
import { ServerChecks } from "./server-checks.tsx";
import { ServerProcesses } from "./server-processes.tsx";
import { useServerChecks } from "./use-server-checks.ts";

const refreshMs = 10_000;
const guide = "/docs/en/operations.html#server-status";

/** Shows owners of the first workspace how the server runs, and what to do where something is not as it should be. */
export function ServerTab() {
  const found = useQuery({
    queryKey: ["server-status"],
    queryFn: () => call(routes.operations.readServerStatus),
    refetchInterval: refreshMs,
  });
  const status = found.data?.status;
  return status ? <Status status={status} /> : <Awaiting of={found} height={360} />;
}

function Status({ status }: { readonly status: ServerStatus }) {
  const { t, i18n } = useTranslation();
  const { work, delivery, store } = useServerChecks(status);
  const { problem } = status.store;
  const clock = new Intl.DateTimeFormat(i18n.language, { timeStyle: "medium" });
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t("settings.server.at", { when: clock.format(new Date(status.at)) })}{" "}
        <Anchor href={guide} target="_blank" size="sm" underline="always">
          {t("settings.server.guide")}
        </Anchor>
      </Text>
      {problem && (
        <Alert color="red" role="alert" mb="lg">
          {reasonText(t, problem)}
        </Alert>
      )}
      <Section title={t("settings.server.work")}>
        <ServerChecks checks={work} />
      </Section>
      <Section title={t("settings.server.delivery")}>
        <ServerChecks checks={delivery} />
      </Section>
      <Section title={t("settings.server.store")}>
        <ServerChecks checks={store} />
      </Section>
      <Section title={t("settings.server.processes")}>
        <ServerProcesses status={status} />
      </Section>
    </>
  );
}
