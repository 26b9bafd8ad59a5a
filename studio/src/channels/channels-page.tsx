import { addressOf, type ChannelAccount, type DeskType, pages } from "@chatloom/api-schema";
import { Badge, Button, Group, Paper, SimpleGrid, Text, Title } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useCrmConnections } from "../api/use-crm-connections.ts";
import { useDesks } from "../api/use-desks.ts";
import { usePaymentConnections } from "../api/use-payment-connections.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { ChannelIcon } from "../ui/channel-icon.tsx";
import { longTime } from "../ui/format-time.ts";
import { Page } from "../ui/page.tsx";
import { reasonText } from "../ui/reason-text.ts";
import classes from "./channels.module.css";
import { isFailing } from "./is-failing.ts";
import { QueueLine } from "./queue-line.tsx";
import {
  useChannels,
  useChannelTypes,
  useCrmTypes,
  useDeskTypes,
  usePaymentProviderTypes,
} from "./use-channels.ts";

/** The connected channels, and the kinds that can be connected. */
export function ChannelsPage() {
  const { t } = useTranslation();
  const may = useMay("channels.connect");
  const listed = useChannels();
  const kinds = useChannelTypes();
  const { data: channels } = listed;
  return (
    <Page
      title={t("channels.title")}
      actions={
        <>
          <Button component={Link} to={pages.refLinks} variant="default">
            {t("links.open")}
          </Button>
          <Button component={Link} to={pages.routing} variant="default">
            {t("routing.open")}
          </Button>
        </>
      }
    >
      <Text c="dimmed" mb="lg" maw={640}>
        {t("channels.intro")}
      </Text>
      <Awaiting of={may ? [listed, kinds] : listed} height={90} maw={420} />
      {channels?.items.length === 0 && (
        <Paper p="lg" className={classes.card ?? ""} mb="lg">
          <Text fw={650}>{t("channels.empty")}</Text>
          <Text c="dimmed">{t("channels.emptyHint")}</Text>
        </Paper>
      )}
      {channels && channels.items.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mb="xl">
          {channels.items.map((channel) => (
            <ConnectedCard key={channel.id} channel={channel} />
          ))}
        </SimpleGrid>
      )}
      {may && kinds.data && <Connectable title={t("channels.add")} types={kinds.data.items} />}
      <Helpdesks mayConnect={may} />
      <Payments mayConnect={may} />
      <Crms mayConnect={may} />
    </Page>
  );
}

/** The connected helpdesks, and the kinds that can be connected. */
function Helpdesks({ mayConnect }: { readonly mayConnect: boolean }) {
  const desks = useDesks();
  const types = useDeskTypes();
  return <Connections area="desks" accounts={desks} types={mayConnect ? types : undefined} />;
}

/** The connected payment providers, and the kinds that can be connected. */
function Payments({ mayConnect }: { readonly mayConnect: boolean }) {
  const payments = usePaymentConnections();
  const types = usePaymentProviderTypes();
  return <Connections area="payments" accounts={payments} types={mayConnect ? types : undefined} />;
}

/** The connected CRMs, and the kinds that can be connected. */
function Crms({ mayConnect }: { readonly mayConnect: boolean }) {
  const crms = useCrmConnections();
  const types = useCrmTypes();
  return <Connections area="crm" accounts={crms} types={mayConnect ? types : undefined} />;
}

/** The connected accounts of an area beside the channels, and what can be connected; without `types`, nothing can. */
function Connections({
  area,
  accounts: listed,
  types: kinds,
}: {
  readonly area: "desks" | "payments" | "crm";
  readonly accounts: UseQueryResult<{ readonly items: readonly ChannelAccount[] }>;
  readonly types:
    | UseQueryResult<{ readonly items: readonly Pick<DeskType, "type" | "title">[] }>
    | undefined;
}) {
  const { t } = useTranslation();
  const accounts = listed.data?.items;
  const types = kinds?.data?.items;
  return (
    <>
      <Title order={2} mt="xl" mb={4}>
        {t(`channels.${area}.title`)}
      </Title>
      <Text c="dimmed" mb="sm" maw={640}>
        {t(`channels.${area}.${accounts?.length === 0 ? "empty" : "intro"}`)}
      </Text>
      <Awaiting of={kinds ? [listed, kinds] : listed} height={60} maw={420} />
      {accounts && accounts.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mb="lg">
          {accounts.map((account) => (
            <ConnectedCard key={account.id} channel={account} />
          ))}
        </SimpleGrid>
      )}
      {types && <Connectable title={t(`channels.${area}.add`)} types={types} />}
    </>
  );
}

function Connectable({
  title: heading,
  types,
}: {
  readonly title: string;
  readonly types: readonly Pick<DeskType, "type" | "title">[];
}) {
  const { t } = useTranslation();
  return (
    <>
      <Title order={2} mb="sm">
        {heading}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {types.map(({ type, title }) => (
          <Paper key={type} p="md" className={classes.card ?? ""}>
            <Group justify="space-between" wrap="nowrap">
              <Group gap="xs" wrap="nowrap">
                <ChannelIcon type={type} title={title} size={22} />
                <Text fw={600}>{title}</Text>
              </Group>
              <Button
                component={Link}
                to={addressOf(pages.connectChannel, { type })}
                size="xs"
                variant="light"
                aria-label={t("channels.connectTitle", { channel: title })}
              >
                {t("channels.connect")}
              </Button>
            </Group>
          </Paper>
        ))}
      </SimpleGrid>
    </>
  );
}

const colors = { connected: "loom", needsReconnecting: "red", paused: "gray" } as const;

function ConnectedCard({ channel }: { readonly channel: ChannelAccount }) {
  const { t, i18n } = useTranslation();
  const { id, type, name, status, problem, lastEventAt } = channel;
  const failing = isFailing(channel);
  return (
    <Paper
      component={Link}
      to={addressOf(pages.channel, { channelId: id })}
      p="md"
      className={`${classes.card} ${classes.link}`}
    >
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <Group gap="xs" wrap="nowrap" miw={0}>
          <ChannelIcon type={type} title={type} size={22} />
          <Text fw={650} truncate>
            {name}
          </Text>
        </Group>
        <Badge color={failing ? "red" : colors[status]} flex="none">
          {failing && status === "connected"
            ? t("channels.health.failingBadge")
            : t(`channels.status.${status}`)}
        </Badge>
      </Group>
      <Text size="sm" c={problem ? "var(--cl-error)" : "dimmed"}>
        {problem
          ? reasonText(t, problem)
          : lastEventAt
            ? t("channels.lastEvent", { when: longTime(lastEventAt, i18n.language) })
            : t("channels.noEvent")}
      </Text>
      <QueueLine channel={channel} />
    </Paper>
  );
}
