import { Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ServerCheck } from "./use-server-checks.ts";

/** Lists facts of the server. Each says what is normal, or what to do where it is not so. */
export function ServerChecks({ checks }: { readonly checks: readonly ServerCheck[] }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
      {checks.map(({ name, value, fine }) => {
        const Icon = fine ? IconCircleCheck : IconAlertTriangle;
        const color = fine ? "var(--mantine-color-teal-text)" : "var(--mantine-color-red-text)";
        return (
          <Group key={name} component="li" gap="sm" wrap="nowrap" align="flex-start">
            <Icon
              size={20}
              color={color}
              style={{ flexShrink: 0, marginTop: 2 }}
              role="img"
              aria-label={t(fine ? "settings.server.fine" : "settings.server.notFine")}
            />
            <div style={{ flexGrow: 1, minWidth: 0 }}>
              <Group justify="space-between" gap="xs" style={{ rowGap: 0 }}>
                <Text fw={600}>{t(`settings.server.checks.${name}.name`)}</Text>
                <Text style={{ overflowWrap: "anywhere" }}>{value}</Text>
              </Group>
              <Text size="sm" c={fine ? "dimmed" : "var(--mantine-color-text)"}>
                {t(`settings.server.checks.${name}.${fine ? "normal" : "help"}`)}
              </Text>
            </div>
          </Group>
        );
      })}
    </Stack>
  );
}
