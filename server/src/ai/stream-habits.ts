import { LRUCache } from "lru-cache";
import type { ModelEndpoint } from "./model-endpoint.ts";

/** How long an endpoint's streams are left alone after one was unfit, in milliseconds. */
const restMs = 600_000;
const unfit = new LRUCache<string, true>({ max: 1_000, ttl: restMs });

type Place = Pick<ModelEndpoint, "baseUrl">;

/** Says whether answers of a model may be asked for as streams. */
export function mayStream({ baseUrl }: Place, model: string): boolean {
  return !unfit.has(`${baseUrl}\n${model}`);
}

/** Notes that a stream broke off, told no cost where a budget needs it, or showed what the model thinks. */
export function noteUnfit({ baseUrl }: Place, model: string): void {
  unfit.set(`${baseUrl}\n${model}`, true);
}
