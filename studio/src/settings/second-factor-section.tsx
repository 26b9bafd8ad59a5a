import { routes } from "@chatloom/api-schema";
import { Badge, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { RecoveryCodes } from "../session/recovery-codes.tsx";
import { SecondFactorSetUp } from "../session/second-factor-set-up.tsx";
import { useMe } from "../session/use-me.ts";
import { Section } from "../ui/section.tsx";

/** One's own second factor: turn it on or off, replace the recovery codes. */
export function SecondFactorSection() {
  const { t } = useTranslation();
  const { account } = useMe();
  const client = useQueryClient();
  const [code, setCode] = useState("");
  const refresh = () => client.invalidateQueries({ queryKey: ["me"] });
  const close = () => {
    modals.closeAll();
    void refresh();
  };
  const open = (children: ReactNode) =>
    modals.open({
      title: t("session.factor.title"),
      closeOnClickOutside: false,
      onClose: () => void refresh(),
      children,
    });
  const remove = useMutation({
    mutationFn: () => call(routes.accounts.removeSecondFactor, { body: { code } }),
    onSuccess: () => {
      setCode("");
      return refresh();
    },
  });
  const renew = useMutation({
    mutationFn: () => call(routes.accounts.renewRecoveryCodes, { body: { code } }),
    onSuccess: ({ recoveryCodes }) => {
      setCode("");
      open(<RecoveryCodes codes={recoveryCodes} onDone={close} />);
    },
  });
  return (
    <Section
      title={t("session.factor.title")}
      actions={account.secondFactor && <Badge>{t("session.factor.on")}</Badge>}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t("session.factor.intro")}
        </Text>
        {account.secondFactor ? (
          <>
            <TextInput
              maw={240}
              label={t("session.factor.code")}
              description={t("session.factor.anyCode")}
              autoComplete="one-time-code"
              maxLength={32}
              value={code}
              onChange={({ currentTarget }) => setCode(currentTarget.value)}
            />
            <Group>
              <Button
                variant="default"
                disabled={code.length < 6}
                loading={renew.isPending}
                onClick={() => renew.mutate()}
              >
                {t("session.factor.renew")}
              </Button>
              <Button
                variant="default"
                color="red"
                disabled={code.length < 6}
                loading={remove.isPending}
                onClick={() => remove.mutate()}
              >
                {t("session.factor.off")}
              </Button>
            </Group>
          </>
        ) : (
          <Group>
            <Button onClick={() => open(<SecondFactorSetUp onDone={close} />)}>
              {t("session.factor.turnOn")}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
