import { routes, type Segment as ShownSegment } from "@chatloom/api-schema";
import type { Condition } from "@chatloom/flows-schema";
import type { Router } from "express";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { segmentsIn } from "../../domain/nested-segments.ts";
import { presentContact } from "../../domain/present-contact.ts";
import { answer } from "../../http/answer.ts";
import { compileFor, countMatching, matchingPage } from "../../records/find-matching.ts";
import { type Segment, type SegmentSize, segments } from "../../records/segment-model.ts";
import { flowsChanged } from "../flows/flows-changed.ts";
import { refuseCondition, refuseTemplates } from "./refuse-templates.ts";
import { segmentUses } from "./segment-use.ts";

const chapter = routes.audience;
const previewed = 20;
const mostSizes = 366;
const dayMs = 86_400_000;
/** A count is as old as this at most when a segment is read. */
const freshMs = 60_000;

/** Routes for segments, and for lists of contacts that fit a condition. */
export function segmentRoutes(api: Router, context: ServerContext): void {
  const { connection, now } = context;
  const model = (workspaceId: string) => segments(connection).in(workspaceId);

  answer(api, chapter.listSegments, async ({ workspaceId }) => {
    const items = await model(workspaceId).find({}, { sort: { updatedAt: -1 } });
    return { items: items.map(presentSegment) };
  });
  answer(api, chapter.createSegment, async ({ workspaceId, body }) => {
    await refuseBadCondition(workspaceId, body.condition);
    const { name, condition } = body;
    const at = now();
    const sizes = [await sizeOf(workspaceId, condition)];
    const made = await model(workspaceId).insert({
      name,
      condition,
      sizes,
      createdAt: at,
      updatedAt: at,
    });
    await flowsChanged(context, workspaceId);
    return presentSegment(made);
  });
  answer(api, chapter.readSegment, async ({ workspaceId, params }) => {
    const segment = await find(workspaceId, params.segmentId);
    const last = segment.sizes.at(-1)?.at ?? 0;
    if (now() - last < freshMs) {
      return presentSegment(segment);
    }
    const size = await sizeOf(workspaceId, segment.condition);
    return presentSegment(await changeSegment(workspaceId, segment, {}, size));
  });
  answer(api, chapter.updateSegment, async ({ workspaceId, params, body }) => {
    const segment = await find(workspaceId, params.segmentId);
    const { name = segment.name, condition = segment.condition } = body;
    if (body.condition) {
      await refuseBadCondition(workspaceId, condition, params.segmentId);
    }
    const size = await sizeOf(workspaceId, condition);
    const change = { name, condition, updatedAt: now() };
    const changed = await changeSegment(workspaceId, segment, change, size);
    await flowsChanged(context, workspaceId);
    return presentSegment(changed);
  });
  answer(api, chapter.deleteSegment, async ({ workspaceId, params }) => {
    const segment = await find(workspaceId, params.segmentId);
    const using = await segmentUses(connection, workspaceId, params.segmentId);
    if (using.length > 0) {
      const message = `The segment "${segment.name}" is used by ${using.join(", ")}`;
      throw new Conflict("segment.in-use", message, { names: using.join(", ") });
    }
    await model(workspaceId).deleteOne({ _id: segment._id });
    await flowsChanged(context, workspaceId);
    return {};
  });
  answer(api, chapter.previewSegment, async ({ workspaceId, body }) => {
    refuseTemplates(body.condition);
    const compiled = await compileFor(connection, workspaceId, body.condition, now());
    const [counted, page] = await Promise.all([
      countMatching(connection, workspaceId, compiled),
      matchingPage(connection, workspaceId, compiled, { after: "", limit: previewed }),
    ]);
    return { ...counted, items: page.items.map(presentContact) };
  });
  answer(api, chapter.filterContacts, async ({ workspaceId, body }) => {
    refuseTemplates(body.condition);
    const { cursor = "", limit = 50 } = body;
    const compiled = await compileFor(connection, workspaceId, body.condition, now());
    const page = await matchingPage(connection, workspaceId, compiled, { after: cursor, limit });
    return {
      items: page.items.map(presentContact),
      next: page.next,
    };
  });

  async function find(workspaceId: string, segmentId: string): Promise<Segment> {
    const found = await model(workspaceId).findById(segmentId);
    if (!found) {
      throw new NotFound("segment");
    }
    return found;
  }

  async function sizeOf(workspaceId: string, condition: Condition): Promise<SegmentSize> {
    const at = now();
    const compiled = await compileFor(connection, workspaceId, condition, at);
    const { count, complete } = await countMatching(connection, workspaceId, compiled);
    return complete ? { at, count } : { at, count, atLeast: true };
  }

  /** One size for each day is kept. */
  async function changeSegment(
    workspaceId: string,
    { _id, sizes }: Segment,
    change: object,
    size: SegmentSize,
  ): Promise<Segment> {
    const day = (at: number) => Math.floor(at / dayMs);
    const others = sizes.filter((it) => day(it.at) !== day(size.at));
    const $set = { ...change, sizes: [...others, size].slice(-mostSizes) };
    const changed = await model(workspaceId).findOneAndUpdate({ _id }, { $set });
    if (!changed) {
      throw new NotFound("segment");
    }
    return changed;
  }

  async function refuseBadCondition(
    workspaceId: string,
    condition: Condition,
    ownId?: string,
  ): Promise<void> {
    refuseTemplates(condition);
    const all = await model(workspaceId).find({}, { projection: { condition: 1 } });
    const known = new Map(all.map((it) => [String(it._id), it.condition]));
    const open = segmentsIn(condition);
    const seen = new Set<string>();
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === ownId) {
        refuseCondition("A segment cannot depend on itself");
      }
      const inner = known.get(id);
      if (!inner) {
        refuseCondition("The condition names a segment that does not exist");
      }
      if (!seen.has(id)) {
        seen.add(id);
        open.push(...segmentsIn(inner));
      }
    }
  }
}

function presentSegment(segment: Segment): ShownSegment {
  const { _id, name, condition, sizes, createdAt, updatedAt } = segment;
  const moment = (at: number) => new Date(at).toISOString();
  return {
    id: String(_id),
    name,
    condition,
    sizes: sizes.map((it) => ({ ...it, at: moment(it.at) })),
    createdAt: moment(createdAt),
    updatedAt: moment(updatedAt),
  };
}
