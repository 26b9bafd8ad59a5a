import { type CrmExchange, type CrmRules, type CrmType, routes } from "@chatloom/api-schema";
import { Alert, Badge, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { longTime } from "../../ui/format-time.ts";
import { reasonText } from "../../ui/reason-text.ts";
import classes from "../channels.module.css";
import { CrmFailures } from "./crm-failures.tsx";
import { CrmRulesForm } from "./crm-rules-form.tsx";

const refreshMs = 5_000;

/** The exchange of contacts with a CRM: how it stands, its rules, and what was refused. */
export function CrmCard({
  connectionId,
  type,
  mayChange,
}: {
  readonly connectionId: string;
  readonly type: CrmType;
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation();
  const params = { connectionId };
  const { data: exchange } = useQuery({
    queryKey: ["crm", connectionId],
    queryFn: () => call(routes.crm.readCrmExchange, { params }),
    refetchInterval: refreshMs,
  });
  const known = useQuery({
    queryKey: ["crm", connectionId, "fields"],
    retry: false,
    queryFn: () => call(routes.crm.listCrmFields, { params }),
  });
  if (!exchange) {
    return null;
  }
  return (
    <Paper component="section" p="lg" className={classes.card ?? ""}>
      <Stack>
        <Group justify="space-between">
          <Title order={2}>{t("channels.crm.exchange")}</Title>
          <Badge color={exchange.rules.enabled ? "loom" : "gray"}>
            {t(exchange.rules.enabled ? "channels.crm.on" : "channels.crm.off")}
          </Badge>
        </Group>
        <Standing exchange={exchange} />
        {known.error && <Alert color="yellow">{t("channels.crm.noFields")}</Alert>}
        {exchange.failed > 0 && <CrmFailures connectionId={connectionId} count={exchange.failed} />}
        <CrmRulesForm
          key={keyOf(exchange.rules)}
          connectionId={connectionId}
          type={type}
          rules={exchange.rules}
          fields={known.data?.fields ?? []}
          lists={known.data?.lists ?? []}
          mayChange={mayChange}
        />
      </Stack>
    </Paper>
  );
}

/** The form begins anew when another member changed the rules. */
function keyOf(rules: CrmRules): string {
  return JSON.stringify(rules);
}

function Standing({ exchange }: { readonly exchange: CrmExchange }) {
  const { t, i18n } = useTranslation();
  const { linked, lastRunAt, nextRunAt, problem } = exchange;
  const time = (at: string) => longTime(at, i18n.language);
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {t("channels.crm.linked", { count: linked })}
        {lastRunAt && ` · ${t("channels.crm.lastRun", { at: time(lastRunAt) })}`}
      </Text>
      {problem && (
        <Alert color="red" title={t("channels.crm.paused")}>
          {reasonText(t, problem)}
          {nextRunAt && ` ${t("channels.crm.nextRun", { at: time(nextRunAt) })}`}
        </Alert>
      )}
    </>
  );
}
