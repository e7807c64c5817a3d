import "../../../fuzz/formats.fuzz.ts";
