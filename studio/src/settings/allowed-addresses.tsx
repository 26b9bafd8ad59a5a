import { routes } from "@chatloom/api-schema";
import { Alert, Button, Checkbox, Group, Stack, TagsInput, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { isProblem } from "../ui/api-problem.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { Section } from "../ui/section.tsx";

/** The network addresses from which the workspace may be used. */
export function AllowedAddresses() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const known = useQuery({
    queryKey: ["allowed-addresses"],
    queryFn: () => call(routes.accounts.readAllowedAddresses),
  });
  const { data } = known;
  const [edited, setEdited] = useState<string[]>();
  const [evenWithoutMine, setEven] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      call(routes.accounts.setAllowedAddresses, {
        body: { addresses: edited ?? [], evenWithoutMine },
      }),
    onSuccess: async () => {
      setEdited(undefined);
      setEven(false);
      await client.invalidateQueries({ queryKey: ["allowed-addresses"] });
    },
  });
  if (!data) {
    return <Awaiting of={known} height={120} />;
  }
  const asks = isProblem(save.error, "workspace.address-not-yours");
  return (
    <Section title={t("settings.addresses.title")}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t("settings.addresses.intro", { yours: data.yours })}
        </Text>
        <TagsInput
          acceptValueOnBlur
          maxTags={100}
          label={t("settings.addresses.list")}
          description={t("settings.addresses.hint")}
          placeholder={(edited ?? data.addresses).length === 0 ? "203.0.113.0/24" : ""}
          value={edited ?? data.addresses}
          onChange={setEdited}
        />
        {asks && (
          <Alert color="yellow" role="alert">
            <Text size="sm" mb="xs">
              {t("settings.addresses.warning", { yours: data.yours })}
            </Text>
            <Checkbox
              label={t("settings.addresses.even")}
              checked={evenWithoutMine}
              onChange={({ currentTarget }) => setEven(currentTarget.checked)}
            />
          </Alert>
        )}
        <Group>
          <Button
            disabled={edited === undefined || (asks && !evenWithoutMine)}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {t("settings.save")}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
