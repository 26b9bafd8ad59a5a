import { LRUCache } from "lru-cache";
import type { ModelEndpoint } from "./model-endpoint.ts";

const restMs = 600_000;

/** Remembers for ten minutes which models at which addresses are not to be asked in a certain way. */
export class RestedModels {
  readonly #known = new LRUCache<string, true>({ max: 1_000, ttl: restMs });

  has({ baseUrl }: Pick<ModelEndpoint, "baseUrl">, model: string): boolean {
    return this.#known.has(`${baseUrl}\n${model}`);
  }

  add({ baseUrl }: Pick<ModelEndpoint, "baseUrl">, model: string): void {
    this.#known.set(`${baseUrl}\n${model}`, true);
  }
}
