/** A part that is built: the folders it comes from, the file it becomes. */
export interface Part {
  readonly name: string;
  readonly sources: readonly string[];
  readonly result: string;
}
export const root: string;
export const parts: readonly Part[];
export const docs: Part;
export function isStale(part: Part): boolean;
export function build(part: Part, options?: { readonly gently?: boolean }): Promise<void>;
export function binOf(packageName: string, bin: string): string;
