export * from "./behaviour.ts";
export * from "./context.ts";
export * from "./effect.ts";
export * from "./input.ts";
export * from "./program.ts";
export * from "./run.ts";
export * from "./turn.ts";
