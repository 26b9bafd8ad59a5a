import {
  addressOf,
  type ChannelAccount,
  type ChannelType,
  pages,
  type RefLink,
} from "@chatloom/api-schema";
import { Anchor, Badge, Button, Group, Paper, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFlowList } from "../api/use-flow-list.ts";
import { ChannelIcon } from "../ui/channel-icon.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { longTime } from "../ui/format-time.ts";
import classes from "../ui/section.module.css";
import { LinkQrDialog } from "./link-qr-dialog.tsx";

/** One link: its address, what it opens, and what came of it. */
export function LinkCard({
  link,
  channel,
  type,
  readOnly,
  onEdit,
  onDelete,
}: {
  readonly link: RefLink;
  readonly channel: ChannelAccount | undefined;
  readonly type: ChannelType | undefined;
  readonly readOnly: boolean;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const { data: flows } = useFlowList();
  const { name, url, people } = link;
  const flow = flows?.items.find((it) => it.id === link.flowId);
  const named = (action: string) => `${action}: ${name}`;
  const remove = () =>
    modals.openConfirmModal({
      title: t("links.deleteTitle", { name }),
      children: <Text size="sm">{t("links.deleteText", { count: people })}</Text>,
      labels: { confirm: t("common.delete"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: onDelete,
    });
  return (
    <Paper p="md" className={classes.section ?? ""}>
      <Group justify="space-between" gap="sm" mb="xs">
        <Group gap="xs" miw={0} style={{ flex: "1 1 240px" }}>
          {channel && <ChannelIcon type={channel.type} title={channel.type} size={20} />}
          <Text fw={650} style={{ overflowWrap: "anywhere" }}>
            {name}
          </Text>
          <LinkState link={link} />
        </Group>
        <Group gap={6}>
          {url !== undefined && (
            <Button
              size="compact-sm"
              variant="light"
              aria-label={named(t("links.showQr"))}
              onClick={() => setShown(true)}
            >
              {t("links.showQr")}
            </Button>
          )}
          {!readOnly && (
            <>
              <Button
                size="compact-sm"
                variant="light"
                aria-label={named(t("common.edit"))}
                onClick={onEdit}
              >
                {t("common.edit")}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                aria-label={named(t("common.delete"))}
                onClick={remove}
              >
                {t("common.delete")}
              </Button>
            </>
          )}
        </Group>
      </Group>
      {url === undefined ? (
        <Text size="sm" c="var(--cl-error)" mb="xs">
          {channel ? t("links.noAddress") : t("links.channelGone")}{" "}
          {channel && (
            <Anchor
              component={Link}
              to={addressOf(pages.channel, { channelId: channel.id })}
              size="sm"
            >
              {channel.name}
            </Anchor>
          )}
        </Text>
      ) : (
        <CopyField label={t("links.address")} value={url} />
      )}
      {type?.refLinks?.carries === "typed" && (
        <CopyField
          label={t("links.code")}
          description={t("links.codeHint")}
          value={`#${link.code}`}
        />
      )}
      <Text size="sm" mt="xs">
        {t("links.opens", { flow: flow?.name ?? t("routing.flowGone") })}
      </Text>
      {!link.opens && (
        <Text size="sm" c="var(--cl-error)">
          {t("links.notActive")}
        </Text>
      )}
      <Results link={link} />
      {shown && url !== undefined && (
        <LinkQrDialog name={name} url={url} onClose={() => setShown(false)} />
      )}
    </Paper>
  );
}

function Results({ link: { people, started, lastAt } }: { readonly link: RefLink }) {
  const { t, i18n } = useTranslation();
  return (
    <Text size="sm" c="dimmed">
      {lastAt === undefined
        ? t("links.nobody")
        : [
            t("links.people", { count: people }),
            t("links.started", { count: started }),
            t("links.last", { when: longTime(lastAt, i18n.language) }),
          ].join(" · ")}
    </Text>
  );
}

function LinkState({ link: { expiresAt } }: { readonly link: RefLink }) {
  const { t, i18n } = useTranslation();
  if (expiresAt === undefined) {
    return null;
  }
  const over = Date.parse(expiresAt) <= Date.now();
  return (
    <Badge color={over ? "red" : "gray"}>
      {t(over ? "links.expired" : "links.until", { when: longTime(expiresAt, i18n.language) })}
    </Badge>
  );
}
