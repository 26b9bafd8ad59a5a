import { addressOf, pages } from "@chatloom/api-schema";
import { Anchor, Button, Popover, Text } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../../session/use-me.ts";

/** A button in place of what needs an AI connection; it says how to get one. */
export function NoAiHint({ label }: { readonly label: string }) {
  return (
    <Popover width={280} shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconSparkles size={16} />}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ConnectAi />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Says that an AI connection is needed, with the way to it for those who may make one. */
export function ConnectAi() {
  const { t } = useTranslation();
  const mayConnect = useMay("ai.connect");
  return (
    <>
      <Text size="sm">{t(mayConnect ? "forms.writing.noAi" : "forms.writing.askAdmin")}</Text>
      {mayConnect && (
        <Anchor
          component={Link}
          size="sm"
          to={addressOf(pages.aiTab, { tab: "connections" })}
          data-autofocus
        >
          {t("forms.writing.connect")}
        </Anchor>
      )}
    </>
  );
}
