import { MongoBackend } from "@agendajs/mongo-backend";
import { Agenda, type Job } from "agenda";
import mongoose from "mongoose";
import { flows } from "../../records/flow-model.ts";
import { loadPrograms } from "../../records/load-programs.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { defineModel } from "../../store/define-model.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { onFlowsChanged } from "../flows/flows-changed.ts";
import { latestTime, nextTime, type Schedule } from "./schedule-times.ts";
import { type StartParts, startForTagged } from "./start-for-tagged.ts";

/** Starts flows at their scheduled times. */
export interface ScheduledFlows {
  stop(): Promise<void>;
}

/** The data of a job: its schedule and the time it runs for. */
interface JobData {
  /** One job for each schedule: flow and node. */
  readonly key: string;
  readonly workspaceId: string;
  readonly flowId: string;
  readonly nodeId: string;
  /** The published schedule with its zone: a changed one is another job. */
  readonly plan: string;
  /** ISO, by the server's clock. */
  readonly occurrence: string;
}

/** A schedule of an active flow. */
interface Planned {
  readonly schedule: Schedule;
  readonly timeZone: string;
}

const collection = "scheduleJobs";
const jobName = "start a scheduled flow";
/** Later times are left out. */
const mostLateMs = 3_600_000;
/** Another process takes over a dead process's job after this time; a live one extends its lock after each batch. */
const lockMs = 60_000;
const againMs = 15_000;

/** The other fields of the documents are agenda's own. */
defineModel(collection, { data: mongoose.Schema.Types.Mixed }, [
  [{ "data.key": 1 }, { unique: true }],
]);

/** Keeps one agenda job for each schedule of the active flows. Of all processes over one store, one runs each occurrence. */
export async function startScheduledFlows(parts: StartParts): Promise<ScheduledFlows> {
  const { context } = parts;
  const { connection, now, log } = context;
  if (!connection.db) {
    throw new Error("The store is not connected");
  }
  let stopped = false;
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: connection.db, collection }),
    processEvery: 1_000,
    defaultLockLifetime: lockMs,
    removeOnComplete: true,
  });
  agenda.on("error", (error: Error) => {
    if (!stopped) {
      log.error({ err: error }, "failed to read schedules");
    }
  });
  agenda.define<JobData>(jobName, run, { lockLifetime: lockMs, concurrency: 2 });
  await agenda.ready;
  const active = await flows(connection).acrossWorkspaces.distinct("workspaceId", { active: true });
  for (const workspaceId of active) {
    await align(String(workspaceId));
  }
  await agenda.start();
  const forget = onFlowsChanged(connection, align);

  return {
    async stop() {
      stopped = true;
      forget();
      await agenda.drain(3_000);
    },
  };

  /** Updates the jobs to the active flows. An unchanged job keeps its time: it may be overdue. */
  async function align(workspaceId: string): Promise<void> {
    const { active: programs } = await loadPrograms(context, workspaceId);
    const wanted = new Map<string, Omit<JobData, "occurrence"> & Planned>();
    for (const { flowId, flow, triggers } of programs) {
      for (const node of triggers) {
        if (node.type !== "trigger.schedule") {
          continue;
        }
        const { timeZone } = flow.settings;
        const [key, plan] = [`${flowId}:${node.id}`, JSON.stringify([timeZone, node.data])];
        const schedule = node.data;
        wanted.set(key, { key, workspaceId, flowId, nodeId: node.id, plan, schedule, timeZone });
      }
    }
    const { jobs } = await agenda.queryJobs({
      name: jobName,
      data: { workspaceId },
      limit: 10_000,
    });
    for (const { _id, data } of jobs) {
      const { key, plan } = data as JobData;
      if (wanted.get(key)?.plan === plan) {
        wanted.delete(key);
      } else {
        await agenda.cancel({ id: _id });
      }
    }
    for (const { schedule, timeZone, ...data } of wanted.values()) {
      const next = nextTime(schedule, timeZone, now());
      if (next !== undefined) {
        await plan(data, next);
      }
    }
  }

  async function plan(data: Omit<JobData, "occurrence">, next: number): Promise<void> {
    const job = agenda.create<JobData>(jobName, { ...data, occurrence: iso(next) });
    try {
      await job.schedule(agendaTime(next)).save();
    } catch (error) {
      // Another process did the same at the same time, and was first.
      if (!isDuplicateKey(error)) {
        throw error;
      }
    }
  }

  async function run(job: Job<JobData>): Promise<void> {
    const { data } = job.attrs;
    try {
      const planned = await find(data);
      // The flow was changed or paused meanwhile; that change has updated the jobs.
      if (!planned) {
        return;
      }
      await startDue(job, planned);
      const next = nextTime(planned.schedule, planned.timeZone, now());
      if (next === undefined) {
        return;
      }
      job.attrs.data = { ...data, occurrence: iso(next) };
      await job.schedule(agendaTime(next)).save();
    } catch (error) {
      if (!stopped) {
        log.error(
          { err: error, flowId: data.flowId },
          "failed to run a schedule; it is tried again",
        );
      }
      await job.schedule(new Date(Date.now() + againMs)).save();
    }
  }

  async function find({
    workspaceId,
    flowId,
    nodeId,
    plan,
  }: JobData): Promise<Planned | undefined> {
    const { active: programs } = await loadPrograms(context, workspaceId);
    const program = programs.find((it) => it.flowId === flowId);
    const node = program?.nodes.get(nodeId);
    if (!program || node?.type !== "trigger.schedule") {
      return undefined;
    }
    const { timeZone } = program.flow.settings;
    const same = JSON.stringify([timeZone, node.data]) === plan;
    return same ? { schedule: node.data, timeZone } : undefined;
  }

  /** After downtime the latest missed occurrence runs if it is not too late; earlier ones are skipped. */
  async function startDue(job: Job<JobData>, { schedule, timeZone }: Planned): Promise<void> {
    const { workspaceId, flowId, nodeId, occurrence } = job.attrs.data;
    const planned = Date.parse(occurrence);
    const latest = Math.max(planned, latestTime(schedule, timeZone, now()) ?? planned);
    const tooLate = now() - latest > mostLateMs;
    if (tooLate || latest > planned) {
      await alertMissed(workspaceId, flowId, planned, timeZone);
    }
    if (tooLate) {
      return;
    }
    const start = {
      workspaceId: new mongoose.Types.ObjectId(workspaceId),
      tag: schedule.tag,
      input: { type: "start", flowId, nodeId } as const,
      key: `schedule:${flowId}:${nodeId}:${iso(latest)}`,
    };
    await startForTagged(parts, start, async () => {
      if (stopped) {
        throw new Error("The server goes down; the rest follows");
      }
      await job.touch();
    });
  }

  async function alertMissed(
    workspaceId: string,
    flowId: string,
    planned: number,
    timeZone: string,
  ): Promise<void> {
    const when = new Intl.DateTimeFormat("en-GB", {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone,
    });
    const message = `The flow was to start at ${when.format(planned)} (${timeZone}), but no server was running; this start was left out`;
    await raiseAlert(context, workspaceId, { code: "schedule.missed", message, flowId });
  }

  /** Agenda uses the system's clock; ours may be ahead of it. */
  function agendaTime(moment: number): Date {
    return new Date(Date.now() + (moment - now()));
  }
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}
