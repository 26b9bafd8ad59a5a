import { DateTime } from "luxon";
import type { ServerContext } from "../../context/server-context.ts";
import { type AiSettings, aiSettings } from "../../records/ai-settings-model.ts";
import { type TokenLimit, tokensHeld } from "../../records/token-budget.ts";
import { findWorkspace } from "../../records/workspace.ts";
import type { UsedAgent } from "./agent-request.ts";
import type { EffectPlace } from "./effect-place.ts";

/** The day of a moment in a time zone, as `2026-11-29`. */
export function dayIn(timeZone: string | undefined, now: number): string {
  const at = DateTime.fromMillis(now, { zone: timeZone || "UTC" });
  return at.toISODate() ?? new Date(now).toISOString().slice(0, 10);
}

/** Lists the budgets that a call falls under. */
export function tokenLimits(
  agent: UsedAgent | undefined,
  settings: AiSettings | undefined,
  { conversationId, contactId }: EffectPlace,
  day: string,
  now: number,
): TokenLimit[] {
  const { agentId = "", spec } = agent ?? {};
  const month = day.slice(0, 7);
  const soon = new Date(now + 3 * 86_400_000);
  const later = new Date(now + 40 * 86_400_000);
  const all: readonly (readonly [number | undefined, string, string, Date])[] = [
    [
      conversationId === undefined ? undefined : spec?.tokensPerConversation,
      `c:${agentId}:${conversationId}`,
      "this conversation",
      new Date(now + 400 * 86_400_000),
    ],
    [
      contactId === undefined ? undefined : spec?.tokensPerContactDay,
      `p:${agentId}:${contactId}:${day}`,
      "this contact and day",
      soon,
    ],
    [spec?.tokensPerDay, `a:${agentId}:${day}`, "this agent and day", soon],
    [settings?.tokensPerDay, `w:${day}`, "the workspace and day", soon],
    [settings?.tokensPerMonth, `m:${month}`, "the workspace and month", later],
  ];
  return all.flatMap(([most, key, whose, expiresAt]) =>
    most === undefined ? [] : [{ most, key, whose, expiresAt }],
  );
}

/** Reads how many tokens the tightest budget of calls without a conversation has left; undefined without budgets. */
export async function tokensLeft(
  context: Pick<ServerContext, "connection" | "now">,
  workspaceId: string,
  agent: UsedAgent,
): Promise<number | undefined> {
  const { connection, now } = context;
  const [workspace, settings] = await Promise.all([
    findWorkspace(connection, workspaceId),
    aiSettings(connection).in(workspaceId).findOne({}),
  ]);
  const day = dayIn(workspace?.timeZone, now());
  const limits = tokenLimits(agent, settings, { workspaceId }, day, now());
  const held = await Promise.all(limits.map((it) => tokensHeld(context, workspaceId, it)));
  const left = limits.map((it, index) => Math.max(0, it.most - (held[index] ?? 0)));
  return left.length > 0 ? Math.min(...left) : undefined;
}
