import type { Connection } from "mongoose";
import { nestedSegments } from "../../domain/nested-segments.ts";
import { type CompiledCondition, compileCondition } from "../../records/compile-condition.ts";
import { loadSegmentWorld } from "../../records/segment-world.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { derivedId } from "../../store/derived-id.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

/** The compiled condition that decides who is in a segment. */
export interface Judge {
  readonly segmentId: string;
  readonly compiled: CompiledCondition;
  /** Another one: the same contact may be judged differently although nothing happened to them. */
  readonly stamp: string;
}

/** Compiles segments as they are at a moment. Leaves out segments that do not exist. */
export async function loadJudges(
  connection: Connection,
  workspaceId: ObjectId,
  segmentIds: readonly string[],
  now: number,
): Promise<readonly Judge[]> {
  const zone = (await findWorkspace(connection, workspaceId))?.timeZone || "UTC";
  const segments = await loadSegmentWorld(connection, workspaceId, zone);
  const { conditions } = segments;
  return segmentIds.flatMap((segmentId) => {
    const condition = Object.hasOwn(conditions, segmentId) ? conditions[segmentId] : undefined;
    if (!condition) {
      return [];
    }
    // Contacts are judged one by one: the tags would only narrow down the store's filter.
    const compiled = compileCondition(condition, { now, segments, tags: [] });
    const reached = new Set([segmentId, ...nestedSegments([condition], conditions)]);
    const parts = [...reached].sort().map((id) => [id, conditions[id]]);
    return [{ segmentId, compiled, stamp: derivedId(JSON.stringify([zone, parts])) }];
  });
}
