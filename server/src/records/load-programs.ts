import { aiAgentFlow, type Flow, readFlow } from "@chatloom/flows-schema";
import { compile, type Program, type Programs } from "@chatloom/runtime";
import { LRUCache } from "lru-cache";
import type { ServerContext } from "../context/server-context.ts";
import { contentFlow } from "../domain/broadcast-content.ts";
import { aiAgents, aiAgentVersions } from "./ai-agent-model.ts";
import { broadcasts } from "./broadcast-model.ts";
import { flows, flowVersions } from "./flow-model.ts";
import { isInCanary } from "./is-in-canary.ts";
import { workspaces } from "./workspace.ts";

/** A version that a run is pinned to. */
export interface Pin {
  readonly flowId: string;
  readonly version: number;
}

/** The active programs of a workspace as they were at a stamp. */
interface Active {
  readonly stamp: number;
  readonly programs: readonly Program[];
  readonly canaries: readonly CanaryProgram[];
  /** Both, in that order. */
  readonly answering: readonly Program[];
}

/** A version on trial. */
interface CanaryProgram {
  readonly program: Program;
  /** Percent of the conversations. */
  readonly share: number;
}

/** The programs of a workspace, and what becomes of them where versions are on trial. */
export interface LoadedPrograms extends Programs {
  /** Returns the programs that a conversation gets: always the same while a trial goes on. */
  readonly of: (conversationId: string) => Programs;
  /** Those that answer anybody: the active ones and those on trial. */
  readonly answering: readonly Program[];
  /** Those, and the versions that runs are pinned to. */
  readonly needed: readonly Program[];
}

/** Where flows are kept, and where a broken one is reported. */
export type ProgramSource = Pick<ServerContext, "connection" | "log">;

/** The compiled flows of one server. A version never changes, so only "which are active" must be looked up again. */
class ProgramCache {
  readonly active = new LRUCache<string, Active>({ max: 500 });
  readonly versions = new LRUCache<string, Program>({ max: 500 });
}

const caches = new WeakMap<ServerContext["connection"], ProgramCache>();

/**
 * The compiled flows a turn may need: every active flow's newest version, and the versions the run is pinned to. Each
 * call asks for the workspace's stamp, unless the caller has just read it, so that what another process published counts from the next turn on.
 */
export async function loadPrograms(
  context: ProgramSource,
  workspaceId: string,
  pins: readonly Pin[] = [],
  knownStamp?: number,
): Promise<LoadedPrograms> {
  const cache = cacheOf(context);
  const stamp = knownStamp ?? (await stampOf(context, workspaceId));
  const active = await loadActive(context, workspaceId, stamp, cache);
  const pinned = new Map<string, Program>();
  for (const program of active.answering) {
    pinned.set(keyOf(program), program);
  }
  for (const pin of pins) {
    if (pinned.has(keyOf(pin))) {
      continue;
    }
    const program = await loadVersion(context, workspaceId, pin, cache);
    if (program) {
      pinned.set(keyOf(pin), program);
    }
  }
  const programs: Programs = {
    active: active.programs,
    pinned: (flowId, version) => pinned.get(keyOf({ flowId, version })),
  };
  return {
    ...programs,
    answering: active.answering,
    needed: [...pinned.values()],
    of: (conversationId) => withCanaries(programs, active, conversationId),
  };
}

function withCanaries(programs: Programs, { canaries }: Active, conversationId: string): Programs {
  const own = canaries.filter(({ program: { flowId, version }, share }) =>
    isInCanary({ flowId, version, share }, conversationId),
  );
  if (own.length === 0) {
    return programs;
  }
  const byFlow = new Map(own.map(({ program }) => [program.flowId, program]));
  return { ...programs, active: programs.active.map((it) => byFlow.get(it.flowId) ?? it) };
}

async function stampOf({ connection }: ProgramSource, workspaceId: string): Promise<number> {
  const workspace = await workspaces(connection).findById(workspaceId, { flowsStamp: 1 }).lean();
  return workspace?.flowsStamp ?? 0;
}

async function loadActive(
  context: ProgramSource,
  workspaceId: string,
  stamp: number,
  cache: ProgramCache,
): Promise<Active> {
  const { connection } = context;
  const known = cache.active.get(workspaceId);
  if (known?.stamp === stamp) {
    return known;
  }
  const found = await flows(connection)
    .in(workspaceId)
    .find({ active: true, version: { $exists: true } }, { projection: { version: 1, canary: 1 } });
  const agents = await aiAgents(connection)
    .in(workspaceId)
    .find({ active: true, answersAlone: true }, { projection: { version: 1 } });
  // Flows come first: their default replies win over those of agents.
  const loading = [...found, ...agents].map(({ _id, version = 0 }) =>
    loadVersion(context, workspaceId, { flowId: String(_id), version }, cache),
  );
  const programs = (await Promise.all(loading)).filter((it) => it !== undefined);
  const trials = found.flatMap(({ _id, canary }) =>
    canary ? [{ flowId: String(_id), ...canary }] : [],
  );
  const canaries = await Promise.all(
    trials.map(async ({ flowId, version, share }) => {
      const program = await loadVersion(context, workspaceId, { flowId, version }, cache);
      return program ? [{ program, share }] : [];
    }),
  );
  const onTrial = canaries.flat();
  const answering = [...programs, ...onTrial.map((it) => it.program)];
  const loaded = { stamp, programs, canaries: onTrial, answering };
  cache.active.set(workspaceId, loaded);
  return loaded;
}

async function loadVersion(
  context: ProgramSource,
  workspaceId: string,
  pin: Pin,
  cache: ProgramCache,
): Promise<Program | undefined> {
  const key = `${workspaceId}\n${keyOf(pin)}`;
  const known = cache.versions.get(key);
  if (known) {
    return known;
  }
  const flow = await findVersion(context, workspaceId, pin);
  if (!flow) {
    return undefined;
  }
  try {
    const program = compile(readFlow(flow), pin);
    cache.versions.set(key, program);
    return program;
  } catch (error) {
    // One broken version must not stop the others.
    context.log.error({ err: error, ...pin }, "failed to compile a published version");
    return undefined;
  }
}

/** A version of a flow, or the flow of an agent that answers on its own, or of a message of a broadcast. */
async function findVersion(
  { connection }: ProgramSource,
  workspaceId: string,
  { flowId, version }: Pin,
): Promise<Flow | undefined> {
  const found = await flowVersions(connection).in(workspaceId).findOne({ flowId, version });
  if (found) {
    return found.flow;
  }
  const agent = await aiAgentVersions(connection)
    .in(workspaceId)
    .findOne({ agentId: flowId, version });
  if (agent) {
    return aiAgentFlow({ agentId: flowId, version, name: agent.name, spec: agent.spec });
  }
  const broadcast = await broadcasts(connection).in(workspaceId).findById(flowId);
  return broadcast && contentFlow(broadcast.plan, version);
}

function cacheOf({ connection }: ProgramSource): ProgramCache {
  const known = caches.get(connection);
  if (known) {
    return known;
  }
  const made = new ProgramCache();
  caches.set(connection, made);
  return made;
}

function keyOf({ flowId, version }: Pin): string {
  return `${flowId}@${version}`;
}
