import { addressOf, pages, routes, type Secret } from "@chatloom/api-schema";
import { writeSecret } from "@chatloom/flows-schema";
import { Alert, Badge, Button, Code, Group, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { longTime } from "../ui/format-time.ts";
import classes from "../ui/section.module.css";
import { SecretHosts, SecretRotation } from "./secret-changes.tsx";
import { SecretUse } from "./secret-use.tsx";

/** A secret with what can be done about it. */
export function SecretRow({ secret }: { readonly secret: Secret }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { id, name, kind, hosts, note, changedAt, usedAt, nextAt } = secret;
  const params = { secretId: id };
  const when = (moment: string) => longTime(moment, i18n.language);
  const onSuccess = async () => {
    modals.closeAll();
    await client.invalidateQueries({ queryKey: ["secrets"] });
  };
  const replace = useMutation({
    mutationFn: () => call(routes.secrets.replaceSecret, { params }),
    onSuccess,
  });
  const discard = useMutation({
    mutationFn: () => call(routes.secrets.discardSecret, { params }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: () => call(routes.secrets.deleteSecret, { params }),
    onSuccess,
  });
  return (
    <div className={classes.line}>
      <Group gap="xs">
        <Code style={{ overflowWrap: "anywhere" }}>{writeSecret(name)}</Code>
        <Badge variant="light">{t(`settings.secrets.kinds.${kind}`)}</Badge>
      </Group>
      <Text size="sm" mt={4} style={{ overflowWrap: "anywhere" }}>
        {[note, t("settings.secrets.goesTo", { hosts: hosts.join(", ") })]
          .filter(Boolean)
          .join(" · ")}
      </Text>
      <Text size="xs" c="dimmed">
        {[
          t("settings.secrets.since", { when: when(changedAt) }),
          usedAt
            ? t("settings.secrets.used", { when: when(usedAt) })
            : t("settings.secrets.unused"),
        ].join(" · ")}
      </Text>
      {nextAt !== undefined && (
        <Alert mt="xs" color="loom" title={t("settings.secrets.waiting", { when: when(nextAt) })}>
          <Text size="sm" mb="xs">
            {t("settings.secrets.waitingHint")}
          </Text>
          <Group gap="xs">
            <Button size="xs" loading={replace.isPending} onClick={() => replace.mutate()}>
              {t("settings.secrets.replace")}
            </Button>
            <Button
              size="xs"
              variant="default"
              loading={discard.isPending}
              onClick={() => discard.mutate()}
            >
              {t("settings.secrets.discard")}
            </Button>
          </Group>
        </Alert>
      )}
      <Group gap="xs" mt="xs">
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            modals.open({
              title: t("settings.secrets.rotateTitle", { name }),
              children: <SecretRotation secret={secret} onDone={onSuccess} />,
            })
          }
        >
          {t("settings.secrets.rotate")}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            modals.open({
              title: t("settings.secrets.editTitle", { name }),
              children: <SecretHosts secret={secret} onDone={onSuccess} />,
            })
          }
        >
          {t("settings.secrets.edit")}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            modals.open({
              title: t("settings.secrets.useTitle", { name }),
              children: <SecretUse secretId={id} />,
            })
          }
        >
          {t("settings.secrets.use")}
        </Button>
        <Button
          size="xs"
          variant="default"
          component={Link}
          to={addressOf(pages.settingsTab, { tab: "audit" }, { object: id })}
        >
          {t("settings.secrets.history")}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="red"
          onClick={() =>
            modals.openConfirmModal({
              title: t("settings.secrets.removeTitle", { name }),
              children: (
                <>
                  <Text size="sm" mb="sm">
                    {t("settings.secrets.removeText")}
                  </Text>
                  <SecretUse secretId={id} />
                </>
              ),
              labels: { confirm: t("settings.secrets.remove"), cancel: t("common.cancel") },
              confirmProps: { color: "red" },
              onConfirm: () => remove.mutate(),
            })
          }
        >
          {t("settings.secrets.remove")}
        </Button>
      </Group>
    </div>
  );
}
