import { addressOf, type Conversation, pages, routes } from "@chatloom/api-schema";
import { ActionIcon, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import {
  IconCheck,
  IconDots,
  IconHistory,
  IconPlayerPause,
  IconPlayerPlay,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";
import { StartFlow } from "../contacts/start-flow.tsx";
import { useMe } from "../session/use-me.ts";
import { useTeams } from "../session/use-teams.ts";
import { askOutcome } from "./ask-outcome.tsx";
import { useConversationActions } from "./use-conversation.ts";

const pauses = [
  { minutes: 30, words: "inbox.pause.halfHour" },
  { minutes: 60, words: "inbox.pause.hour" },
  { minutes: null, words: "inbox.pause.untilResolved" },
] as const;

/** Shows further actions of a conversation: start a flow, and assign it. */
export function ConversationMenu({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const me = useMe();
  const actions = useConversationActions(conversation.id);
  const { data: teams } = useTeams();
  const { data: members, refetch } = useQuery({
    queryKey: ["members"],
    queryFn: () => call(routes.accounts.listMembers),
  });
  // A new member comes online for the first time.
  useLive("member.presence", ({ memberId }) => {
    if (members && !members.items.some((it) => it.id === memberId)) {
      void refetch();
    }
  });
  const { resolved } = conversation;
  const startFlow = () =>
    modals.open({
      title: t("inbox.startFlow.title"),
      children: <StartFlow conversationId={conversation.id} />,
    });
  return (
    <Menu onOpen={() => void refetch()}>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t("inbox.actions.more")}>
          <IconDots size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflowY: "auto" }}>
        <Menu.Item
          hiddenFrom="sm"
          leftSection={<IconCheck size={16} />}
          onClick={() =>
            resolved
              ? actions.reopen.mutate()
              : askOutcome(t, conversation, (it) => actions.resolve.mutate(it))
          }
        >
          {t(resolved ? "inbox.actions.reopen" : "inbox.actions.resolve")}
        </Menu.Item>
        <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={startFlow}>
          {t("inbox.actions.start")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconHistory size={16} />}
          component={Link}
          to={addressOf(pages.replay, { conversationId: conversation.id })}
        >
          {t("replay.open")}
        </Menu.Item>
        <Menu.Label>{t("inbox.pause.title")}</Menu.Label>
        {pauses.map(({ minutes, words }) => (
          <Menu.Item
            key={words}
            leftSection={<IconPlayerPause size={16} />}
            onClick={() => actions.pauseBot.mutate(minutes)}
          >
            {t(words)}
          </Menu.Item>
        ))}
        {teams && teams.items.length > 0 && (
          <>
            <Menu.Label>{t("inbox.actions.moveToTeam")}</Menu.Label>
            {teams.items.map((it) => (
              <Menu.Item key={it.id} onClick={() => actions.assignTeam.mutate(it.id)}>
                {it.name}
              </Menu.Item>
            ))}
          </>
        )}
        <Menu.Label>{t("inbox.actions.assign")}</Menu.Label>
        <Menu.Item onClick={() => actions.assign.mutate(me.member.id)}>
          {t("inbox.actions.assignToMe")}
        </Menu.Item>
        {members?.items
          .filter((it) => it.id !== me.member.id && it.answers)
          .map((it) => (
            <Menu.Item key={it.id} onClick={() => actions.assign.mutate(it.id)}>
              {it.name}
            </Menu.Item>
          ))}
        <Menu.Item onClick={() => actions.assign.mutate(null)}>
          {t("inbox.actions.unassign")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
