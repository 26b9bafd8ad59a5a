import { routes } from "@chatloom/api-schema";
import { Menu } from "@mantine/core";
import { IconCircleCheck, IconMoon } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay, useMe } from "../session/use-me.ts";
import { showProblem } from "../ui/show-problem.ts";

/** The item of the account menu with which a member takes conversations, or none for a while. */
export function AvailabilitySwitch() {
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay("inbox.answer");
  const client = useQueryClient();
  if (!may) {
    return null;
  }
  const online = me.member.availability === "online";
  async function choose() {
    const availability = online ? "away" : "online";
    await call(routes.accounts.setAvailability, { body: { availability } });
    client.setQueryData(["me"], { ...me, member: { ...me.member, availability } });
    await client.invalidateQueries({ queryKey: ["members"] });
  }
  return (
    <Menu.Item
      closeMenuOnClick={false}
      leftSection={
        online ? (
          <IconCircleCheck size={16} color="var(--mantine-color-green-6)" />
        ) : (
          <IconMoon size={16} />
        )
      }
      onClick={() => void choose().catch(showProblem)}
    >
      {t(online ? "common.account.takesConversations" : "common.account.away")}
    </Menu.Item>
  );
}
