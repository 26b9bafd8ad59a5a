import { Button, Center, EmptyState, VisuallyHidden } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** Shows that no page has this address. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Center mih="60dvh" p="md">
      <VisuallyHidden component="h1">{t("common.notFound.title")}</VisuallyHidden>
      <EmptyState
        icon={<IconMapOff size={40} stroke={1.4} />}
        title={t("common.notFound.title")}
        description={t("common.notFound.text")}
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
