import type { Message } from "@chatloom/api-schema";
import { Popover, UnstyledButton } from "@mantine/core";
import { IconRoute } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/use-me.ts";
import { MessageWayCard } from "./message-way-card.tsx";

/** Shows, beside a message, what decided it and what became of it. */
export function WayButton({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const may = useMay("inbox.answer");
  const [open, setOpen] = useState(false);
  if (!may) {
    return null;
  }
  return (
    <Popover opened={open} onChange={setOpen} width={320} withArrow trapFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          aria-label={t("replay.showWay")}
          title={t("replay.showWay")}
          style={{ display: "inline-flex" }}
          onClick={() => setOpen(!open)}
        >
          <IconRoute size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>{open && <MessageWayCard message={message} />}</Popover.Dropdown>
    </Popover>
  );
}
