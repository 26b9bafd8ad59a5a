import { RestedModels } from "./rested-models.ts";

/** Models whose stream broke off, told no cost where a budget needs it, or showed what the model thinks. They are not asked for streams. */
export const unfitForStreams = new RestedModels();
