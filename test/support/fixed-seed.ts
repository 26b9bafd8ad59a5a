import fc from "fast-check";

/**
 * Makes property tests use the same seed in every run. `FC_SEED=random` uses another one; add a test case for what it
 * finds.
 */
const seed = process.env.FC_SEED ?? "20261121";
if (seed !== "random") {
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
}
