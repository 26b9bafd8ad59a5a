import { addressOf, pages, routes } from "@chatloom/api-schema";
import { Anchor, Button, EmptyState, Group, Slider, Text, Title } from "@mantine/core";
import { IconGitBranch, IconHistory } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { isMissing } from "../ui/api-problem.ts";
import { AwaitingPage } from "../ui/awaiting.tsx";
import { usePageTitle } from "../ui/page.tsx";
import { FlowMap } from "./flow-map.tsx";
import classes from "./replay.module.css";
import { TurnDetails } from "./turn-details.tsx";
import { wayOf } from "./way-of.ts";

/** A real conversation turn by turn: on the version that ran, with variables and effects. */
export function ReplayPage() {
  const { t } = useTranslation();
  const { conversationId = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const mayEdit = useMay("flows.edit");
  const asked = Number(search.get("turn") ?? "0");
  const replay = useQuery({
    queryKey: ["conversations", conversationId, "replay"],
    queryFn: () => call(routes.replay.readReplay, { params: { conversationId } }),
  });
  const { data, error } = replay;
  usePageTitle(t("replay.title"));
  if (!data || isMissing(error)) {
    return <AwaitingPage of={replay} />;
  }
  const turns = data.items;
  const at = turns.findIndex((it) => it.number === asked);
  const index = at < 0 ? turns.length - 1 : at;
  const turn = turns[index];
  const show = (next: number) => {
    const number = turns[Math.min(Math.max(next, 0), turns.length - 1)]?.number;
    if (number !== undefined) {
      setSearch({ turn: String(number) }, { replace: true });
    }
  };
  if (!turn) {
    return (
      <EmptyState
        p="xl"
        icon={<IconHistory size={40} stroke={1.4} />}
        title={t("replay.none")}
        description={t("replay.noneHint")}
      />
    );
  }
  const { position } = turn;
  return (
    <div className={classes.page}>
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={1} fz="h3">
            {t("replay.of", { name: data.contactName || t("inbox.someone") })}
          </Title>
          <Anchor component={Link} size="sm" to={addressOf(pages.conversation, { conversationId })}>
            {t("replay.back")}
          </Anchor>
        </div>
        {mayEdit && position && (
          <Button
            variant="light"
            leftSection={<IconGitBranch size={16} />}
            component={Link}
            to={addressOf(
              pages.flow,
              { flowId: position.flowId },
              { replay: conversationId, turn: turn.number },
            )}
          >
            {t("replay.fork")}
          </Button>
        )}
      </Group>
      <Group gap="sm" wrap="nowrap">
        <Button size="compact-sm" variant="default" onClick={() => show(index - 1)}>
          {t("replay.previous")}
        </Button>
        <Slider
          flex={1}
          thumbLabel={t("replay.turn")}
          label={(value) => String(turns[value]?.number ?? "")}
          min={0}
          max={Math.max(turns.length - 1, 1)}
          disabled={turns.length < 2}
          value={index}
          onChange={show}
        />
        <Button size="compact-sm" variant="default" onClick={() => show(index + 1)}>
          {t("replay.next")}
        </Button>
        <Text fz="sm" role="status" style={{ flex: "none" }}>
          {t("replay.position", { number: turn.number, newest: data.newest })}
        </Text>
      </Group>
      <div className={classes.parts}>
        <div className={classes.map}>
          {position?.version === undefined ? (
            <Text c="dimmed" p="md">
              {t("replay.noMap")}
            </Text>
          ) : (
            <FlowMap
              flowId={position.flowId}
              version={position.version}
              nodeId={position.nodeId}
              way={wayOf(turn, position.flowId)}
              large
            />
          )}
        </div>
        <TurnDetails turn={turn} />
      </div>
    </div>
  );
}
