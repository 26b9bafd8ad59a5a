import { addressOf, pages, routes } from "@chatloom/api-schema";
import { Paper, SimpleGrid } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { NotFoundPage } from "../ui/not-found-page.tsx";
import { Page } from "../ui/page.tsx";
import { BackToChannels } from "./back-to-channels.tsx";
import { ChannelForm } from "./channel-form.tsx";
import classes from "./channels.module.css";
import { Guide } from "./guide.tsx";
import { usePlatformTypes } from "./use-channels.ts";

/** Connects one more account of a kind of channel. */
export function ConnectPage() {
  const { t } = useTranslation();
  const { type: wanted } = useParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { types, queries } = usePlatformTypes();
  const type = types?.find((it) => it.type === wanted);
  if (types && !type) {
    return <NotFoundPage />;
  }
  const title = t("channels.connectTitle", { channel: type?.title ?? "" });
  return (
    <Page title={title}>
      <BackToChannels />
      {type ? (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <Paper p="lg" className={classes.card ?? ""}>
            <ChannelForm
              type={type}
              name={type.title}
              settings={{}}
              secretsSet={[]}
              submit={t("channels.connect")}
              onSubmit={async (name, settings) => {
                const channel = await call(routes.channels.connectChannel, {
                  body: { type: type.type, name, settings },
                });
                // The platform tells where people talk to the account; a wrong credential shows on the channel's page.
                const params = { channelId: channel.id };
                await call(routes.channels.checkChannel, { params }).catch(() => undefined);
                await client.invalidateQueries({ queryKey: ["channels"] });
                notifications.show({ message: t("channels.connectedNow", { name: channel.name }) });
                await navigate(addressOf(pages.channel, { channelId: channel.id }));
              }}
            />
          </Paper>
          <Guide
            type={type}
            webhookUrl={`${location.origin}/webhooks/${type.type}/…`}
            verifyToken="…"
          />
        </SimpleGrid>
      ) : (
        <Awaiting of={queries} />
      )}
    </Page>
  );
}
