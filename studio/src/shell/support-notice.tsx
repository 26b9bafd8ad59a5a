import { Group, Text } from "@mantine/core";
import { IconLifebuoy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSupportAccess } from "../session/use-support-access.ts";
import { longTime } from "../ui/format-time.ts";
import classes from "./shell.module.css";

/** Tells every member while support has access to the workspace, and support until when. */
export function SupportNotice() {
  const { t, i18n } = useTranslation();
  const { data } = useSupportAccess();
  const open = data?.items.filter((it) => it.state === "open") ?? [];
  if (open.length === 0) {
    return null;
  }
  return (
    <div className={classes.support} role="status">
      {open.map(({ id, name, email, role, until, yours }) => {
        const when = longTime(until, i18n.language);
        const who = name ? `${name} (${email})` : email;
        return (
          <Group key={id} gap="xs" wrap="nowrap" justify="center">
            <IconLifebuoy size={16} aria-hidden style={{ flex: "none" }} />
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {yours
                ? t("settings.support.yours", { when })
                : t("settings.support.banner", { who, role: t(`settings.roles.${role}`), when })}
            </Text>
          </Group>
        );
      })}
    </div>
  );
}
