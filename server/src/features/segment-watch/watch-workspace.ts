import type { ContactDoc } from "../../domain/contact-doc.ts";
import { newId } from "../../domain/new-id.ts";
import { loadPrograms } from "../../records/load-programs.ts";
import {
  type SegmentWatch,
  type SegmentWatchFields,
  segmentMembersOf,
  segmentWatches,
  type WatchedSegment,
} from "../../records/segment-watch-model.ts";
import { judgeContacts, type Occasion, type Watch } from "./judge-contacts.ts";
import { loadJudges } from "./load-judges.ts";
import { namedSegments } from "./named-segments.ts";
import { changeKinds, readChanged, readContactsAfter, sweepSize } from "./read-changed.ts";
import { type Telling, tellTransitions } from "./tell-transitions.ts";

/** Another process works on this workspace now. */
export class WatchedElsewhere extends Error {}

/** Another process takes over from one that has not written for so long. */
export const leaseMs = 60_000;
/** Records may become visible so long after the moment that they carry. */
const lookBackMs = 60_000;
/** Pages of one pass, so that workspaces take turns. */
const mostChanged = 10;
const mostSwept = 10;
const deletedAtOnce = 2_000;

/** The result of a pass: nothing watches here any more, or there is more to do at once, or the rest has time. */
export type PassResult = "over" | "more" | "done";

/**
 * Compares the members of the watched segments of a workspace with what is stored, and tells flows of the differences. A pass judges the
 * contacts that changed since the last one, and goes on with a sweep over all of them. Everything may be repeated after a crash. Throws
 * `WatchedElsewhere` when the lease is lost.
 */
export async function watchWorkspace(watching: Telling, taken: SegmentWatch): Promise<PassResult> {
  const { context } = watching;
  const { connection, now } = context;
  const { _id: workspaceId, owner } = taken;
  const collection = segmentMembersOf(connection);
  let progress = taken;
  const began = now();

  const programs = await loadPrograms(context, String(workspaceId));
  // An earlier pass may have ended between storing a transition and telling of it.
  await tellTransitions(watching, workspaceId, programs);
  const named = namedSegments(programs.answering);
  const judges = await loadJudges(connection, workspaceId, [...named.keys()], began);
  await align();
  const cleared = await deleteEnded();
  const watches = progress.segments.flatMap((watched): Watch[] => {
    const judge = judges.find((it) => it.segmentId === watched.segmentId);
    return judge ? [{ watched, judge, startsOn: named.get(watched.segmentId) ?? new Set() }] : [];
  });
  if (watches.length === 0) {
    return cleared ? "over" : "more";
  }
  const followed: Record<string, number> = { ...progress.followed };
  const isFollowed = await follow();
  const isKnown = await sweep();
  return isFollowed && isKnown && cleared ? "done" : "more";

  /** Begins to watch what flows name now, and ends what none names any more. */
  async function align(): Promise<void> {
    const stamps = new Map(judges.map((it) => [it.segmentId, it.stamp]));
    const kept = progress.segments.filter((it) => stamps.get(it.segmentId) === it.stamp);
    const keptIds = new Set(kept.map((it) => it.segmentId));
    const added = [...stamps]
      .filter(([segmentId]) => !keptIds.has(segmentId))
      .map(
        ([segmentId, stamp]): WatchedSegment => ({
          id: newId(),
          segmentId,
          stamp,
          since: began,
          knownTo: "",
        }),
      );
    const gone = progress.segments.filter((it) => !kept.includes(it));
    if (added.length + gone.length === 0) {
      return;
    }
    await note({
      segments: [...kept, ...added],
      ended: [...progress.ended, ...gone.map((it) => it.id)],
      // The baseline begins with the first contact.
      sweptTo: added.length > 0 ? "" : progress.sweptTo,
      followed: kept.length === 0 ? {} : progress.followed,
    });
  }

  /** Deletes members of ended watches; false where some are left. */
  async function deleteEnded(): Promise<boolean> {
    for (const watchId of progress.ended) {
      const found = await collection
        .find({ workspaceId, watchId })
        .project<{ _id: string }>({ _id: 1 })
        .limit(deletedAtOnce)
        .toArray();
      await collection.deleteMany({ _id: { $in: found.map((it) => it._id) } });
      if (found.length === deletedAtOnce) {
        return false;
      }
      await note({ ended: progress.ended.filter((it) => it !== watchId) });
    }
    return true;
  }

  /** Judges the contacts that changed; false where more of them wait. The sweep stores how far it came. */
  async function follow(): Promise<boolean> {
    let isAll = true;
    for (const kind of changeKinds) {
      let since: number | undefined = followed[kind] ?? began - lookBackMs;
      for (let pages = 0; since !== undefined && pages < mostChanged; pages += 1) {
        const page = await readChanged(connection, workspaceId, kind, since);
        await judge(page.contacts, "change");
        since = page.upTo;
        followed[kind] = since ?? began - lookBackMs;
        if (since !== undefined) {
          await note({ followed });
        }
      }
      isAll &&= since === undefined;
    }
    return isAll;
  }

  /** Judges the next of all contacts; false while a baseline is not complete. */
  async function sweep(): Promise<boolean> {
    for (let pages = 0; pages < mostSwept; pages += 1) {
      const page = await readContactsAfter(connection, workspaceId, progress.sweptTo);
      await judge(page, "sweep");
      const last = page.length < sweepSize ? undefined : page.at(-1)?._id;
      await deleteOrphans(page, progress.sweptTo, last);
      const segments = progress.segments.map((it) =>
        it.knownTo === undefined ? it : reachedTo(it, last),
      );
      await note({ segments, followed, sweptTo: last ?? "" });
      if (last === undefined) {
        return true;
      }
    }
    return progress.segments.every((it) => it.knownTo === undefined);
  }

  async function judge(page: readonly ContactDoc[], occasion: Occasion): Promise<void> {
    // The baseline may have gone on since the watches were made.
    const current = watches.flatMap((it) => {
      const watched = progress.segments.find(({ id }) => id === it.watched.id);
      return watched ? [{ ...it, watched }] : [];
    });
    const occasionNow = { occasion, now: began };
    if (await judgeContacts(connection, workspaceId, current, page, occasionNow)) {
      await tellTransitions(watching, workspaceId, programs);
    }
  }

  /** Deletes the memberships of contacts who are not there any more, between two ids. */
  async function deleteOrphans(
    page: readonly ContactDoc[],
    after: string,
    last: string | undefined,
  ): Promise<void> {
    const range = last === undefined ? { $gt: after } : { $gt: after, $lte: last };
    const found = await collection
      .find({
        workspaceId,
        contactId: { ...range, $nin: page.map((it) => it._id) },
        pending: { $exists: false },
      })
      .project<{ _id: string }>({ _id: 1 })
      .limit(deletedAtOnce)
      .toArray();
    if (found.length > 0) {
      await collection.deleteMany({ _id: { $in: found.map((it) => it._id) } });
    }
  }

  /** Stores the progress and renews the lease. */
  async function note(set: Partial<SegmentWatchFields>): Promise<void> {
    const changed = await segmentWatches(connection)
      .in(workspaceId)
      .findOneAndUpdate({ _id: workspaceId, owner }, { $set: { ...set, nextAt: now() + leaseMs } });
    if (!changed) {
      throw new WatchedElsewhere("Another process watches this workspace");
    }
    progress = changed;
  }
}

/** The watch whose baseline has reached an id; undefined: everybody. */
function reachedTo(
  { knownTo: _, ...watched }: WatchedSegment,
  last: string | undefined,
): WatchedSegment {
  // The store would keep an undefined field as null.
  return last === undefined ? watched : { ...watched, knownTo: last };
}
