/** A part that is built: the folders it comes from, the file it becomes. */
export interface Part {
  readonly name: string;
  readonly sources: readonly string[];
  readonly result: string;
}
export const root: string;
export const parts: readonly Part[];
export function isStale(part: Part): boolean;
export function build(part: Part): Promise<void>;
export function binOf(packageName: string, bin: string): string;
