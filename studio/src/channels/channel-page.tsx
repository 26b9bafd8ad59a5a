import { type ChannelAccount, pages, type Reason, routes } from "@chatloom/api-schema";
import { Alert, Badge, Button, Group, Paper, SimpleGrid, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { isMissing } from "../ui/api-problem.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Page } from "../ui/page.tsx";
import { reasonText } from "../ui/reason-text.ts";
import { BackToChannels } from "./back-to-channels.tsx";
import { BridgeCard } from "./bridge-card.tsx";
import { ChannelForm } from "./channel-form.tsx";
import { ChannelHealthCard } from "./channel-health.tsx";
import classes from "./channels.module.css";
import { CrmCard } from "./crm/crm-card.tsx";
import { Embed } from "./embed.tsx";
import { Guide } from "./guide.tsx";
import { PaymentsCard } from "./payments-card.tsx";
import { QueueLine } from "./queue-line.tsx";
import { SyncCard } from "./sync-card.tsx";
import { TemplatesCard } from "./templates-card.tsx";
import { queueMs, usePaymentProviderTypes, usePlatformTypes } from "./use-channels.ts";

/** One connected channel: its state, its addresses, its settings. */
export function ChannelPage() {
  const { t } = useTranslation();
  const { channelId = "" } = useParams();
  const { types, queries } = usePlatformTypes();
  const { data: payments } = usePaymentProviderTypes();
  const found = useQuery({
    queryKey: ["channels", channelId],
    queryFn: () => call(routes.channels.readChannel, { params: { channelId } }),
    refetchInterval: ({ state }) => (state.data?.queue.waiting ? queueMs : false),
  });
  const { data: channel, error } = found;
  const type = types?.find((it) => it.type === channel?.type);
  const may = useMay("channels.connect");
  const mayEdit = useMay("channels.arrange");
  const mayAnswer = useMay("inbox.answer");
  const client = useQueryClient();
  if (isMissing(error)) {
    return <Page title={t("channels.title")}>{t("channels.notFound")}</Page>;
  }
  if (!channel || !type) {
    return (
      <Page title={t("channels.title")}>
        <Awaiting of={[found, ...queries]} />
      </Page>
    );
  }
  const isWeb = channel.type === "web";
  const takesPayments = payments?.items.some((it) => it.type === type.type) === true;
  // Only channels show messages to contacts.
  const isCrm = "takesNotes" in type;
  const area =
    "abilities" in type ? "channel" : takesPayments ? "payments" : isCrm ? "crm" : "desk";
  // A CRM that tells nothing has no use for our address.
  const isTold = !isCrm || type.reads;
  return (
    <Page
      title={channel.name}
      actions={
        <Badge color={channel.status === "connected" ? "loom" : "red"}>
          {t(`channels.status.${channel.status}`)}
        </Badge>
      }
    >
      <BackToChannels />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Stack>
          {channel.problem && <Alert color="red">{reasonText(t, channel.problem)}</Alert>}
          <QueueLine channel={channel} />
          {isWeb ? <Embed channelId={channel.id} /> : isTold && <Addresses channel={channel} />}
          {may && (
            <Paper p="lg" className={classes.card ?? ""}>
              <ChannelForm
                key={`${channel.id} ${JSON.stringify(channel.settings)}`}
                type={type}
                name={channel.name}
                settings={channel.settings}
                secretsSet={channel.secretsSet}
                submit={t("channels.save")}
                onSubmit={async (name, settings) => {
                  await call(routes.channels.updateChannel, {
                    params: { channelId },
                    body: { name, settings },
                  });
                  await client.invalidateQueries({ queryKey: ["channels"] });
                  notifications.show({ message: t("channels.saved") });
                }}
              />
            </Paper>
          )}
        </Stack>
        <Stack>
          {mayEdit && <ChannelHealthCard channel={channel} local={isWeb} />}
          {isCrm && mayEdit && <CrmCard connectionId={channel.id} type={type} mayChange={may} />}
          {takesPayments && mayAnswer && <PaymentsCard connectionId={channel.id} />}
          {"templates" in type && type.templates && <TemplatesCard channelId={channel.id} />}
          {"canSync" in type && type.canSync && <SyncCard channelId={channel.id} mayStart={may} />}
          {"canBridge" in type && type.canBridge && <BridgeCard desk={channel} mayChange={may} />}
          <Guide type={type} webhookUrl={channel.webhookUrl} verifyToken={channel.verifyToken} />
          {may && (
            <Paper p="lg" className={classes.card ?? ""}>
              <Actions channel={channel} canSetUp={type.canSetUp} local={isWeb} area={area} />
            </Paper>
          )}
        </Stack>
      </SimpleGrid>
    </Page>
  );
}

function Addresses({ channel }: { readonly channel: ChannelAccount }) {
  const { t } = useTranslation();
  return (
    <Paper p="lg" className={classes.card ?? ""}>
      <Stack>
        <CopyField
          label={t("channels.webhook")}
          description={t("channels.webhookHint")}
          value={channel.webhookUrl}
        />
        {channel.verifyToken !== "" && (
          <CopyField label={t("channels.verifyToken")} value={channel.verifyToken} />
        )}
      </Stack>
    </Paper>
  );
}

const afterDisconnecting = {
  channel: "channels.disconnectText",
  desk: "channels.disconnectDesk",
  payments: "channels.disconnectPayments",
  crm: "channels.disconnectCrm",
} as const;

function Actions({
  channel,
  canSetUp,
  local,
  area,
}: {
  readonly channel: ChannelAccount;
  readonly canSetUp: boolean;
  readonly local: boolean;
  readonly area: keyof typeof afterDisconnecting;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const params = { channelId: channel.id };
  const refresh = () => client.invalidateQueries({ queryKey: ["channels"] });
  const tell = (ok: boolean, message: string) =>
    notifications.show({ color: ok ? "loom" : "red", message });
  const problemOf = (problem: Reason | undefined) =>
    problem ? reasonText(t, problem) : t("common.failed");
  const check = useMutation({
    mutationFn: () => call(routes.channels.checkChannel, { params }),
    onSuccess: ({ ok, name, problem }) => {
      tell(
        ok,
        ok
          ? name
            ? t("channels.checkOk", { name })
            : t("channels.checkPlain")
          : problemOf(problem),
      );
      void refresh();
    },
  });
  const setUp = useMutation({
    mutationFn: () => call(routes.channels.setUpChannel, { params }),
    onSuccess: ({ ok, problem }) => tell(ok, ok ? t("channels.setUpOk") : problemOf(problem)),
  });
  const paused = channel.status === "paused";
  const pause = useMutation({
    mutationFn: () => call(routes.channels.updateChannel, { params, body: { paused: !paused } }),
    onSuccess: refresh,
  });
  const disconnect = useMutation({
    mutationFn: () => call(routes.channels.disconnectChannel, { params }),
    onSuccess: async () => {
      await navigate(pages.channels);
      await refresh();
    },
  });
  const confirm = () =>
    modals.openConfirmModal({
      title: t("channels.disconnectTitle", { name: channel.name }),
      children: <Text size="sm">{t(afterDisconnecting[area])}</Text>,
      labels: { confirm: t("channels.disconnect"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => disconnect.mutate(),
    });
  return (
    <Group gap="xs">
      {!local && (
        <Button variant="light" loading={check.isPending} onClick={() => check.mutate()}>
          {t("channels.check")}
        </Button>
      )}
      {canSetUp && (
        <Button variant="light" loading={setUp.isPending} onClick={() => setUp.mutate()}>
          {t("channels.setUp")}
        </Button>
      )}
      <Button variant="default" loading={pause.isPending} onClick={() => pause.mutate()}>
        {t(paused ? "channels.resume" : "channels.pause")}
      </Button>
      <Button variant="subtle" color="red" onClick={confirm}>
        {t("channels.disconnect")}
      </Button>
    </Group>
  );
}
