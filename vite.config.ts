import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import vue from "@vitejs/plugin-vue";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { PYODIDE_FILES } from "./frontend/till/engine/pyodide.ts";

const here = import.meta.dirname;

/** Pyodide finds its own files beside each other by name, so they are served unhashed in a folder of their own. */
function pyodide(): Plugin {
  return {
    name: "tessera-pyodide",
    apply: "build",
    generateBundle() {
      for (const name of PYODIDE_FILES) {
        const source = readFileSync(resolve(here, "node_modules/pyodide", name));
        this.emitFile({ type: "asset", fileName: `pyodide/${name}`, source });
      }
    },
  };
}

export default defineConfig({
  root: "frontend",
  cacheDir: resolve(here, "node_modules/.vite"),
  base: "/static/dist/",
  plugins: [vue(), tailwindcss(), pyodide()],
  worker: { format: "es" },
  server: { fs: { allow: [here] } },
  build: {
    outDir: resolve(here, "src/tessera/web/static/dist"),
    emptyOutDir: true,
    manifest: "manifest.json",
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      checks: { eval: false, pluginTimings: false }, // htmx carries an eval that our settings switch off; how long a plug-in took is nobody's trouble
      input: {
        site: resolve(here, "frontend/site/main.ts"),
        charts: resolve(here, "frontend/site/charts.ts"),
        till: resolve(here, "frontend/till/main.ts"),
        display: resolve(here, "frontend/display/main.ts"),
        keeping: resolve(here, "frontend/till/worker.ts"),
        member: resolve(here, "frontend/member/main.ts"),
        worker: resolve(here, "frontend/member/worker.ts"),
      },
    },
  },
  test: { include: ["**/*.test.ts"], passWithNoTests: true },
});
