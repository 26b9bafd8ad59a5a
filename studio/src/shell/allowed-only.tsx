import type { Permission } from "@chatloom/api-schema";
import { Button, Center, EmptyState, VisuallyHidden } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, Outlet } from "react-router";
import { mayWith, useMe } from "../session/use-me.ts";

/** Shows the pages behind it to members who have all permissions; others learn why they do not see them. */
export function AllowedOnly({ needed }: { readonly needed: readonly Permission[] }) {
  const { t } = useTranslation();
  const me = useMe();
  if (needed.every((it) => mayWith(me, it))) {
    return <Outlet />;
  }
  return (
    <Center mih="60dvh" p="md">
      <VisuallyHidden component="h1">{t("common.notAllowed.title")}</VisuallyHidden>
      <EmptyState
        icon={<IconLock size={40} stroke={1.4} />}
        title={t("common.notAllowed.title")}
        description={t("common.notAllowed.text")}
      >
        <EmptyState.Actions>
          <Button component={Link} to="/">
            {t("common.notFound.home")}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </Center>
  );
}
