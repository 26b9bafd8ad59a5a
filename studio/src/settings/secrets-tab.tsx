import { routes } from "@chatloom/api-schema";
import { Button, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useSecrets } from "../forms/use-secrets.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { Section } from "../ui/section.tsx";
import { ConnectedServices } from "./connected-services.tsx";
import { SecretForm, type SecretValues } from "./secret-form.tsx";
import { SecretRow } from "./secret-row.tsx";

/** The vault: secrets that requests use by name, and accounts at other services. */
export function SecretsTab() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const secrets = useSecrets();
  const entered = secrets.data?.items.filter((it) => it.kind !== "oauth");
  const create = useMutation({
    mutationFn: (body: SecretValues) => call(routes.secrets.createSecret, { body }),
    onSuccess: async () => {
      modals.closeAll();
      await client.invalidateQueries({ queryKey: ["secrets"] });
    },
  });
  const add = () =>
    modals.open({
      title: t("settings.secrets.add"),
      children: <SecretForm onSave={(values) => create.mutateAsync(values)} />,
    });
  return (
    <>
      <ConnectedServices />
      <Section
        title={t("settings.tabs.secrets")}
        actions={<Button onClick={add}>{t("settings.secrets.add")}</Button>}
      >
        <Text size="sm" c="dimmed" mb="sm">
          {t("settings.secrets.intro")}
        </Text>
        <Awaiting of={secrets} height={120} />
        {entered?.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("settings.secrets.none")}
          </Text>
        )}
        {entered?.map((it) => (
          <SecretRow key={it.id} secret={it} />
        ))}
      </Section>
    </>
  );
}
