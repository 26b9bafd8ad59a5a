import {
  mostSupportHours,
  routes,
  type SupportAccess,
  type SupportRole,
  supportRoles,
} from "@chatloom/api-schema";
import { Button, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useSupportAccess } from "../session/use-support-access.ts";
import { CopyField } from "../ui/copy-field.tsx";
import { longTime } from "../ui/format-time.ts";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { RoleSelect } from "./role-select.tsx";

const usualHours = 4;

/** Lets support in for some hours, lists who may enter, and ends that. */
export function SupportSection() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data } = useSupportAccess();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<SupportRole>("viewer");
  const [hours, setHours] = useState<number | string>(usualHours);
  const [made, setMade] = useState<{ readonly email: string; readonly link: string }>();
  const refresh = () => client.invalidateQueries({ queryKey: ["support-access"] });
  const grant = useMutation({
    mutationFn: () =>
      call(routes.accounts.grantSupportAccess, { body: { email, role, hours: Number(hours) } }),
    onSuccess: ({ access, link }) => {
      setMade({ email: access.email, link });
      setEmail("");
      return refresh();
    },
  });
  return (
    <Section title={t("settings.support.title")}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("settings.support.intro")}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          grant.mutate();
        }}
      >
        <Group align="flex-end">
          <TextInput
            flex={1}
            miw={200}
            required
            type="email"
            label={t("settings.support.email")}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <RoleSelect
            among={supportRoles}
            label={t("settings.support.role")}
            value={role}
            onChange={(chosen) => setRole(supportRoles.find((it) => it === chosen) ?? role)}
          />
          <NumberInput
            required
            w={170}
            min={1}
            max={mostSupportHours}
            clampBehavior="blur"
            allowDecimal={false}
            label={t("settings.support.hours")}
            value={hours}
            onChange={setHours}
          />
          <Button type="submit" disabled={hours === ""} loading={grant.isPending}>
            {t("settings.support.grant")}
          </Button>
        </Group>
      </form>
      {made && (
        <Stack mt="md">
          <CopyField
            label={t("settings.support.linkTitle", { email: made.email })}
            description={t("settings.support.linkHint")}
            value={made.link}
          />
        </Stack>
      )}
      <Stack gap={0} mt="md">
        {data?.items.map((it) => (
          <SupportLine key={it.id} access={it} refresh={refresh} />
        ))}
        {data?.items.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("settings.support.none")}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function SupportLine({
  access: { id, email, name, role, state, until, grantedBy },
  refresh,
}: {
  readonly access: SupportAccess;
  readonly refresh: () => Promise<void>;
}) {
  const { t, i18n } = useTranslation();
  const end = useMutation({
    mutationFn: () => call(routes.accounts.endSupportAccess, { params: { accessId: id } }),
    onSettled: refresh,
  });
  const confirm = () =>
    modals.openConfirmModal({
      title: t("settings.support.endTitle", { who: name ?? email }),
      children: <Text size="sm">{t("settings.support.endText")}</Text>,
      labels: { confirm: t("settings.support.end"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => end.mutate(),
    });
  const facts = [
    t(`settings.support.${state}`),
    t("settings.support.until", { when: longTime(until, i18n.language) }),
    grantedBy && t("settings.support.by", { name: grantedBy }),
  ];
  return (
    <Group justify="space-between" className={classes.line ?? ""}>
      <div>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {name ? `${name} · ${email}` : email} · {t(`settings.roles.${role}`)}
        </Text>
        <Text size="xs" c="dimmed">
          {facts.filter(Boolean).join(" · ")}
        </Text>
      </div>
      <Button
        size="xs"
        variant="default"
        loading={end.isPending}
        onClick={() => (state === "open" ? confirm() : end.mutate())}
      >
        {t("settings.support.end")}
      </Button>
    </Group>
  );
}
