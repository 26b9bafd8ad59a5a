import { pages } from "@chatloom/api-schema";
import { Center, EmptyState, VisuallyHidden } from "@mantine/core";
import { IconUserOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { mayWith, useMe } from "../session/use-me.ts";
import type { Area } from "../ui/area.ts";

/** Leads to the first part of the studio that the member may see. A role that exists no more allows none. */
export function FirstPage({ areas }: { readonly areas: readonly Area[] }) {
  const { t } = useTranslation();
  const me = useMe();
  if (me.member.permissions.length > 0) {
    const first = areas.find((it) => mayWith(me, it.permission));
    return <Navigate to={first?.path ?? pages.settings} replace />;
  }
  return (
    <Center mih="60dvh" p="md">
      <VisuallyHidden component="h1">{t("common.noRole.title")}</VisuallyHidden>
      <EmptyState
        icon={<IconUserOff size={40} stroke={1.4} />}
        title={t("common.noRole.title")}
        description={t("common.noRole.text")}
      />
    </Center>
  );
}
