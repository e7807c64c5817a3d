/** Arquero's build for browsers, as Framework serves it to notebooks too. */
declare module "npm:arquero" {
  export * from "arquero";
}
