import { addressOf, type Broadcast, pages, routes } from "@chatloom/api-schema";
import { Anchor, Button, Paper, Stack, Table, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";
import { AudienceTabs } from "../audience/audience-tabs.tsx";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { longTime } from "../ui/format-time.ts";
import { Page } from "../ui/page.tsx";
import { StateBadge } from "./state-badge.tsx";

/** The planned and sent broadcasts. */
export function BroadcastsPage() {
  const { t } = useTranslation();
  const may = useMay("broadcasts.send");
  const client = useQueryClient();
  const queryKey = ["broadcasts"];
  const broadcasts = useQuery({ queryKey, queryFn: () => call(routes.broadcasts.listBroadcasts) });
  const { data } = broadcasts;
  useLive("job.updated", (job) => {
    if (data?.items.some((it) => it.job?.id === job.id)) {
      void client.invalidateQueries({ queryKey, exact: true });
    }
  });
  const create = may && (
    <Button
      component={Link}
      to={addressOf(pages.broadcast, { broadcastId: "new" })}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t("broadcasts.create")}
    </Button>
  );
  return (
    <Page title={t("audience.title")} actions={create}>
      <AudienceTabs chosen="broadcasts" />
      <Paper p="sm" style={{ background: "var(--cl-surface)", boxShadow: "var(--cl-shadow-card)" }}>
        <Awaiting of={broadcasts} height={120} />
        {data?.items.length === 0 ? (
          <Stack gap={4} p="xl" align="center" ta="center">
            <Text fw={650}>{t("broadcasts.empty")}</Text>
            <Text c="dimmed" maw={520}>
              {t("broadcasts.emptyHint")}
            </Text>
          </Stack>
        ) : (
          <Table verticalSpacing="sm">
            <Table.Tbody>
              {data?.items.map((it) => (
                <BroadcastRow key={it.id} broadcast={it} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Paper>
    </Page>
  );
}

function BroadcastRow({ broadcast }: { readonly broadcast: Broadcast }) {
  const { t, i18n } = useTranslation();
  const { id, name, state, at, job, createdAt } = broadcast;
  const started = job?.counts.started ?? 0;
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        <Anchor component={Link} to={addressOf(pages.broadcast, { broadcastId: id })} fw={600}>
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <StateBadge state={state} />
      </Table.Td>
      <Table.Td>{started > 0 && t("broadcasts.reached", { count: started })}</Table.Td>
      <Table.Td visibleFrom="sm">
        {longTime(at ?? job?.createdAt ?? createdAt, i18n.language)}
      </Table.Td>
    </Table.Tr>
  );
}
