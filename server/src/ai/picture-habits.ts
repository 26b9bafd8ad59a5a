import { RestedModels } from "./rested-models.ts";

/** Models that answered without pictures what they had refused with them. They get no pictures. */
export const blindModels = new RestedModels();

/** The statuses by which endpoints refuse pictures; some have no better one than 500. */
const refusals: ReadonlySet<number | undefined> = new Set([400, 404, 415, 422, 500, 501]);

/** Says whether a request may have failed because of its pictures. */
export function mayRefusePictures(error: unknown): boolean {
  return refusals.has((error as { status?: number }).status);
}
