import { routes } from "@chatloom/api-schema";
import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { useWorkspace } from "../session/use-workspace.ts";
import { SampleSection } from "../start/sample-section.tsx";
import { Awaiting } from "../ui/awaiting.tsx";
import { CountrySelect } from "../ui/country-select.tsx";
import { Section } from "../ui/section.tsx";
import { timeZones } from "../ui/time-zones.ts";
import { DemandApproval } from "./demand-approval.tsx";

/** The workspace's name, time zone, default country and variables, its rule for publishing, and its sample data. */
export function WorkspaceTab() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { data } = workspace;
  if (!data) {
    return <Awaiting of={workspace} height={360} />;
  }
  const { name, timeZone, country, variables } = data;
  return (
    <>
      <WorkspaceForm {...{ name, timeZone, country, variables }} />
      <Section title={t("settings.workspace.publishing")}>
        <DemandApproval />
      </Section>
      <SampleSection />
    </>
  );
}

interface Entry {
  readonly name: string;
  readonly value: string;
}
const validName = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

function WorkspaceForm(first: {
  readonly name: string;
  readonly timeZone: string;
  readonly country: string;
  readonly variables: Record<string, unknown>;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("workspace.change");
  const [name, setName] = useState(first.name);
  const [timeZone, setTimeZone] = useState(first.timeZone);
  const [country, setCountry] = useState(first.country);
  const [entries, setEntries] = useState<readonly Entry[]>(() =>
    Object.entries(first.variables).map(([key, value]) => ({
      name: key,
      value: typeof value === "string" ? value : JSON.stringify(value),
    })),
  );
  const save = useMutation({
    mutationFn: () =>
      call(routes.accounts.updateWorkspace, {
        body: {
          name,
          timeZone,
          country,
          variables: Object.fromEntries(
            entries.map((it) => [it.name, unchanged(it, first.variables)]),
          ),
        },
      }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["workspace"] }),
        client.invalidateQueries({ queryKey: ["me"] }),
      ]);
      notifications.show({ message: t("settings.saved") });
    },
  });
  const change = (index: number, part: Partial<Entry>) =>
    setEntries(entries.map((it, at) => (at === index ? { ...it, ...part } : it)));
  const bad = entries.some((it) => !validName.test(it.name));
  return (
    <Section title={t("settings.tabs.workspace")}>
      <Stack>
        <TextInput
          required
          label={t("settings.workspace.name")}
          disabled={!may}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          searchable
          allowDeselect={false}
          label={t("settings.workspace.timeZone")}
          disabled={!may}
          value={timeZone}
          onChange={(value) => value && setTimeZone(value)}
          data={timeZones(timeZone)}
        />
        <CountrySelect
          label={t("settings.workspace.country")}
          description={t("settings.workspace.countryHint")}
          placeholder={t("settings.workspace.noCountry")}
          value={country}
          readOnly={!may}
          onChange={setCountry}
        />
        <div>
          <Text size="sm" fw={500}>
            {t("settings.workspace.variables")}
          </Text>
          <Text size="xs" c="dimmed" mb="xs">
            {t("settings.workspace.variablesHint", { example: "{{ workspace.name }}" })}
          </Text>
          <Stack gap="xs">
            {entries.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the name is being typed, so the place is what stays.
              <Group key={index} align="flex-start" wrap="nowrap">
                <TextInput
                  flex={1}
                  aria-label={t("settings.workspace.variable")}
                  placeholder={t("settings.workspace.variable")}
                  disabled={!may}
                  value={entry.name}
                  error={
                    entry.name && !validName.test(entry.name)
                      ? t("settings.workspace.badName")
                      : undefined
                  }
                  onChange={(event) => change(index, { name: event.currentTarget.value })}
                />
                <TextInput
                  flex={1}
                  aria-label={t("settings.workspace.value")}
                  placeholder={t("settings.workspace.value")}
                  disabled={!may}
                  value={entry.value}
                  onChange={(event) => change(index, { value: event.currentTarget.value })}
                />
                {may && (
                  <ActionIcon
                    mt={4}
                    aria-label={t("settings.workspace.remove", { name: entry.name })}
                    onClick={() => setEntries(entries.filter((_, at) => at !== index))}
                  >
                    <IconTrash size={18} />
                  </ActionIcon>
                )}
              </Group>
            ))}
          </Stack>
          {may && (
            <Button
              mt="xs"
              size="xs"
              variant="light"
              onClick={() => setEntries([...entries, { name: "", value: "" }])}
            >
              {t("settings.workspace.add")}
            </Button>
          )}
        </div>
        {may && (
          <Group>
            <Button
              disabled={bad || !name.trim()}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t("settings.save")}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}

/** A list or number that nobody touched here stays what it is. */
function unchanged({ name, value }: Entry, before: Record<string, unknown>): unknown {
  const old = before[name];
  return typeof old !== "string" && old !== undefined && JSON.stringify(old) === value
    ? old
    : value;
}
