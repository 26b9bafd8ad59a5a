import { routes, type Secret } from "@chatloom/api-schema";
import { Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { HostsInput } from "./secret-form.tsx";
import { SecretValueInput } from "./secret-value.tsx";

interface Props {
  readonly secret: Secret;
  readonly onDone: () => Promise<void>;
}

/** Enters a new value, for now or for later. */
export function SecretRotation({ secret, onDone }: Props) {
  const { t } = useTranslation();
  const [value, setValue] = useState("");
  const [when, setWhen] = useState<"now" | "later">("now");
  const rotate = useMutation({
    mutationFn: () =>
      call(routes.secrets.rotateSecret, { params: { secretId: secret.id }, body: { value, when } }),
    onSuccess: onDone,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rotate.mutate();
      }}
    >
      <Stack>
        <SecretValueInput kind={secret.kind} onChange={setValue} />
        <Radio.Group
          label={t("settings.secrets.when")}
          value={when}
          onChange={(chosen) => setWhen(chosen === "later" ? "later" : "now")}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="now" label={t("settings.secrets.now")} />
            <Radio value="later" label={t("settings.secrets.later")} />
          </Stack>
        </Radio.Group>
        <Group>
          <Button type="submit" loading={rotate.isPending} disabled={value === ""}>
            {t("settings.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Changes where a secret may go, and its note. */
export function SecretHosts({ secret, onDone }: Props) {
  const { t } = useTranslation();
  const [hosts, setHosts] = useState<string[]>([...secret.hosts]);
  const [note, setNote] = useState(secret.note);
  const change = useMutation({
    mutationFn: () =>
      call(routes.secrets.updateSecret, { params: { secretId: secret.id }, body: { hosts, note } }),
    onSuccess: onDone,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <Stack>
        <HostsInput value={hosts} onChange={setHosts} />
        <TextInput
          maxLength={200}
          label={t("settings.secrets.note")}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={change.isPending} disabled={hosts.length === 0}>
            {t("settings.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
