export { Optional } from "@chatloom/flows-schema";
