import {
  type AnsweringEffect,
  isPaymentToken,
  isSwitchToken,
  type JsonObject,
} from "@chatloom/runtime";
import { ActionIcon, CopyButton, Group, Select, Tabs, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy, IconRefresh } from "@tabler/icons-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSegmentConditions } from "../../session/use-segment-conditions.ts";
import { useTeams } from "../../session/use-teams.ts";
import { useWorkspace } from "../../session/use-workspace.ts";
import { Loading } from "../../ui/loading.tsx";
import { NotLoaded } from "../../ui/not-loaded.tsx";
import { showProblem } from "../../ui/show-problem.ts";
import { useEditor } from "../state/editor-store.ts";
import { useChannelTypes } from "../state/editor-world.tsx";
import { markTrace } from "../state/marks-store.ts";
import { awaitedCallback } from "./awaited-callback.ts";
import { ChatView } from "./chat-view.tsx";
import { ClockControls } from "./clock-controls.tsx";
import { Composer } from "./composer.tsx";
import { ContactSelect } from "./contact-select.tsx";
import { EffectPrompt } from "./effect-prompt.tsx";
import { forkConversation } from "./fork-conversation.ts";
import { PaymentPrompt } from "./payment-prompt.tsx";
import { SaveAsTest } from "./save-as-test.tsx";
import type { PromptedEffect } from "./simulation.ts";
import classes from "./simulator.module.css";
import { changeWorld, restart, useSimulator } from "./simulator-store.ts";
import { plainChannel } from "./start-world.ts";
import { SwitchPrompt } from "./switch-prompt.tsx";
import { transcript } from "./transcript.ts";
import { WorldView } from "./world-view.tsx";

/** Where a test begins: at a step, or as a real conversation up to a turn. */
export type SimulatorStart =
  | { readonly nodeId: string; readonly at: number }
  | { readonly conversationId: string; readonly turn: number };

/** A conversation with the flow on the canvas, run by the same engine as in production. */
export function SimulatorPanel({ start }: { readonly start: SimulatorStart | undefined }) {
  const { t } = useTranslation();
  const simulation = useSimulator((state) => state.simulation);
  const flowId = useEditor((editor) => editor.flowId);
  const [failure, setFailure] = useState<unknown>();
  useWorkspaceVariables();
  useWorkspaceTeams();
  useWorkspaceSegments();

  const attempt = useCallback(async () => {
    setFailure(undefined);
    await begin(start, flowId).catch((thrown: unknown) => {
      setFailure(thrown);
      // An earlier conversation stays where there is one.
      if (useSimulator.getState().simulation?.flowId === flowId) {
        showProblem(thrown);
      }
    });
  }, [start, flowId]);
  useEffect(() => void attempt(), [attempt]);
  useEffect(() => () => markTrace(), []);

  if (!simulation || simulation.flowId !== flowId) {
    return failure === undefined ? (
      <Loading m="md" />
    ) : (
      <NotLoaded size="sm" error={failure} onRetry={() => void attempt()} />
    );
  }
  const { pending } = simulation;
  const payment = awaitedCallback(simulation, isPaymentToken);
  const link = awaitedCallback(simulation, isSwitchToken);
  return (
    <div className={classes.simulator}>
      <Group gap={6} px="sm" py={8} wrap="nowrap">
        <ChannelSelect />
        <ContactSelect />
        <CopyButton value={transcript(t, simulation)}>
          {({ copied, copy }) => (
            <Tooltip label={t("simulator.copyTranscript")}>
              <ActionIcon aria-label={t("simulator.copyTranscript")} onClick={copy}>
                {copied ? <IconCheck size={17} /> : <IconCopy size={17} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
        <SaveAsTest simulation={simulation} />
        <Tooltip label={t("simulator.restart")}>
          <ActionIcon
            aria-label={t("simulator.restart")}
            onClick={() => void restart().catch(showProblem)}
          >
            <IconRefresh size={17} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Tabs defaultValue="chat" variant="pills" className={classes.tabs ?? ""} keepMounted={false}>
        <Tabs.List px="sm" pb={6}>
          <Tabs.Tab value="chat" py={4} fz="xs">
            {t("simulator.chat")}
          </Tabs.Tab>
          <Tabs.Tab value="values" py={4} fz="xs">
            {t("simulator.values")}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="chat" className={classes.chatPanel ?? ""}>
          <ChatView simulation={simulation} />
          {pending && isPrompted(pending) && <EffectPrompt key={pending.id} effect={pending} />}
          {payment !== undefined && <PaymentPrompt token={payment} />}
          {link !== undefined && <SwitchPrompt token={link} />}
          <ClockControls simulation={simulation} />
          <Composer simulation={simulation} />
        </Tabs.Panel>
        <Tabs.Panel value="values" className={classes.valuesPanel ?? ""}>
          <WorldView simulation={simulation} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

/** Begins at a step, as a real conversation, or at the flow's start. A test of this flow that runs already goes on. */
async function begin(start: SimulatorStart | undefined, flowId: string): Promise<void> {
  const running = useSimulator.getState().simulation;
  if (start && "turn" in start) {
    await forkConversation(start.conversationId, start.turn);
  } else if (start) {
    await restart(start.nodeId);
  } else if (running?.flowId !== flowId) {
    await restart();
  } else {
    markTrace(running);
  }
}

function isPrompted(effect: AnsweringEffect): effect is PromptedEffect {
  return ["callHttp", "callLlm", "callMcp", "callSheet", "runCode"].includes(effect.type);
}

/** Whose rules the messages must follow: every kind of channel there is. */
function ChannelSelect() {
  const { t } = useTranslation();
  const channel = useSimulator((state) => state.world.channel);
  const types = useChannelTypes().data?.items ?? [];
  return (
    <Select
      size="xs"
      flex={1}
      aria-label={t("simulator.channel")}
      allowDeselect={false}
      value={channel.type}
      data={[
        { value: plainChannel.type, label: t("simulator.anyChannel") },
        ...types.map((it) => ({ value: it.type, label: it.title })),
      ]}
      onChange={(value) => {
        const type = types.find((it) => it.type === value);
        changeWorld({
          channel: type
            ? { id: "simulated", type: type.type, name: type.title, abilities: type.abilities }
            : plainChannel,
        });
        void restart().catch(showProblem);
      }}
    />
  );
}

/** Handoffs go by the hours of the workspace's teams. */
function useWorkspaceTeams(): void {
  const { data } = useTeams();
  useEffect(() => {
    if (data) {
      changeWorld({ teams: data.items });
    }
  }, [data]);
}

/** Conditions about segments hold as they do for real contacts. */
function useWorkspaceSegments(): void {
  const { segments } = useSegmentConditions();
  useEffect(() => {
    if (segments) {
      changeWorld({ segments });
    }
  }, [segments]);
}

/** The conversation begins with the workspace's own variables. */
function useWorkspaceVariables(): void {
  const { data } = useWorkspace();
  useEffect(() => {
    if (data) {
      changeWorld({
        workspace: {
          id: data.id,
          name: data.name,
          variables: data.variables as JsonObject,
          country: data.country || undefined,
        },
      });
    }
  }, [data]);
}
