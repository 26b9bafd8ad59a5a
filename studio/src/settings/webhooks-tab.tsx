import { routes, type Webhook } from "@chatloom/api-schema";
import { Badge, Button, Code, Group, Modal, Stack, Switch, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { reasonText } from "../ui/reason-text.ts";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { DeliveryList } from "./delivery-list.tsx";
import { WebhookForm, type WebhookValues } from "./webhook-form.tsx";

/** The outgoing webhooks, each with its log. */
export function WebhooksTab() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [secret, setSecret] = useState<string>();
  const webhooks = useQuery({
    queryKey: ["webhooks"],
    queryFn: () => call(routes.webhooks.listWebhooks),
  });
  const { data } = webhooks;
  const create = useMutation({
    mutationFn: ({ signingSecret, ...values }: WebhookValues) =>
      call(routes.webhooks.createWebhook, {
        body: signingSecret === "" ? values : { ...values, signingSecret },
      }),
    onSuccess: async (made) => {
      modals.closeAll();
      // Where a secret of the vault signs, nobody needs the webhook's own.
      setSecret(made.webhook.signingSecret === undefined ? made.secret : undefined);
      await client.invalidateQueries({ queryKey: ["webhooks"] });
    },
  });
  const add = () =>
    modals.open({
      title: t("settings.webhooks.add"),
      children: <WebhookForm onSave={(values) => create.mutateAsync(values)} />,
    });
  return (
    <Section
      title={t("settings.tabs.webhooks")}
      actions={<Button onClick={add}>{t("settings.webhooks.add")}</Button>}
    >
      <Awaiting of={webhooks} height={120} />
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("settings.webhooks.none")}
        </Text>
      )}
      {data?.items.map((it) => (
        <WebhookRow key={it.id} webhook={it} showSecret={setSecret} />
      ))}
      <Modal
        opened={secret !== undefined}
        onClose={() => setSecret(undefined)}
        title={t("settings.webhooks.secret")}
      >
        <Text size="sm" mb="sm">
          {t("settings.webhooks.secretHint")}
        </Text>
        <CopyField label={t("settings.webhooks.secret")} value={secret ?? ""} />
      </Modal>
    </Section>
  );
}

function WebhookRow({
  webhook,
  showSecret,
}: {
  readonly webhook: Webhook;
  readonly showSecret: (secret: string) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id, url, description, events, enabled, signingSecret, failingSince, disabledFor } =
    webhook;
  const params = { webhookId: id };
  const refresh = () => client.invalidateQueries({ queryKey: ["webhooks"] });
  const change = useMutation({
    mutationFn: (body: Partial<WebhookValues & Pick<Webhook, "enabled">>) =>
      call(routes.webhooks.updateWebhook, { params, body }),
    onSuccess: async () => {
      modals.closeAll();
      await refresh();
    },
  });
  const test = useMutation({
    mutationFn: () => call(routes.webhooks.testWebhook, { params }),
    onSuccess: refresh,
  });
  const renew = useMutation({
    mutationFn: () => call(routes.webhooks.renewWebhookSecret, { params }),
    onSuccess: (made) => showSecret(made.secret),
  });
  const remove = useMutation({
    mutationFn: () => call(routes.webhooks.deleteWebhook, { params }),
    onSuccess: refresh,
  });
  return (
    <div className={classes.line}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Code style={{ overflowWrap: "anywhere" }}>{url}</Code>
          <Text size="sm" c="dimmed">
            {[
              description,
              events.length === 0
                ? t("settings.webhooks.allEvents")
                : t("settings.webhooks.someEvents", { count: events.length }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </Text>
          {disabledFor !== undefined && (
            <Text size="sm" c="var(--cl-error)">
              {t("settings.webhooks.disabled", { why: reasonText(t, disabledFor) })}
            </Text>
          )}
          {enabled && failingSince !== undefined && (
            <Badge color="yellow">{t("settings.webhooks.failing")}</Badge>
          )}
        </div>
        <Switch
          label={t("settings.webhooks.enabled")}
          checked={enabled}
          onChange={({ currentTarget }) => change.mutate({ enabled: currentTarget.checked })}
        />
      </Group>
      <Group gap="xs" mt="xs">
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            modals.open({
              title: t("settings.webhooks.edit"),
              children: (
                <WebhookForm first={webhook} onSave={(values) => change.mutateAsync(values)} />
              ),
            })
          }
        >
          {t("settings.webhooks.edit")}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!enabled}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {t("settings.webhooks.test")}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            modals.open({
              size: "xl",
              title: t("settings.webhooks.log"),
              children: <DeliveryList webhookId={id} enabled={enabled} />,
            })
          }
        >
          {t("settings.webhooks.log")}
        </Button>
        {signingSecret === undefined && (
          <Button size="xs" variant="default" onClick={() => renew.mutate()}>
            {t("settings.webhooks.renew")}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          color="red"
          onClick={() =>
            modals.openConfirmModal({
              title: t("settings.webhooks.removeTitle"),
              children: (
                <Stack>
                  <Text size="sm">{t("settings.webhooks.removeText")}</Text>
                </Stack>
              ),
              labels: { confirm: t("settings.webhooks.remove"), cancel: t("common.cancel") },
              confirmProps: { color: "red" },
              onConfirm: () => remove.mutate(),
            })
          }
        >
          {t("settings.webhooks.remove")}
        </Button>
      </Group>
    </div>
  );
}
