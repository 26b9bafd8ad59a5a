export { type Chatloom, type ChatloomOptions, createChatloom } from "./chatloom.ts";
export { ChatloomProblem } from "./chatloom-problem.ts";
export type { components, operations, paths } from "./generated/openapi.ts";
