import { siteConfig } from "./loaders/site/config.ts";

export default siteConfig(import.meta.dirname, process.env);
