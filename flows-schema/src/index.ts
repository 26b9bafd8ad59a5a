export * from "./abilities.ts";
export * from "./condition.ts";
export * from "./fields.ts";
export * from "./flow.ts";
export * from "./message-block.ts";
export * from "./message-content.ts";
export * from "./node-type.ts";
export { type NodeTypeId, type NodeTypes, nodeTypes } from "./nodes/index.ts";
