import { LRUCache } from "lru-cache";
import type { ModelEndpoint } from "./model-endpoint.ts";

/** How long a model gets no pictures after it refused some, in milliseconds. */
const restMs = 600_000;
const blind = new LRUCache<string, true>({ max: 1_000, ttl: restMs });
/** The statuses by which endpoints refuse pictures; some have no better one than 500. */
const refusals: ReadonlySet<number | undefined> = new Set([400, 404, 415, 422, 500, 501]);

type Place = Pick<ModelEndpoint, "baseUrl">;

/** Says whether pictures may be sent to a model. */
export function mayShowPictures({ baseUrl }: Place, model: string): boolean {
  return !blind.has(`${baseUrl}\n${model}`);
}

/** Notes that a model answered without pictures what it had refused with them. */
export function noteBlind({ baseUrl }: Place, model: string): void {
  blind.set(`${baseUrl}\n${model}`, true);
}

/** Says whether a request may have failed because of its pictures. */
export function mayRefusePictures(error: unknown): boolean {
  return refusals.has((error as { status?: number }).status);
}
