import { Button, Collapse } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Folds away the settings of a form that few need. */
export function MoreSettings({
  open,
  onToggle,
  children,
}: {
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        px={2}
        aria-expanded={open}
        leftSection={open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        onClick={onToggle}
      >
        {t("forms.more")}
      </Button>
      <Collapse expanded={open} keepMounted={false}>
        {children}
      </Collapse>
    </div>
  );
}
