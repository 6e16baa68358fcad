/** `npx vite --config frontend/till/dev/vite.config.ts`: the till against a stand-in server, without Django. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import vue from "@vitejs/plugin-vue";
import { defineConfig, type Plugin } from "vite";
import { readCatalogue } from "./catalogue";
import { standIn } from "./server";

const here = import.meta.dirname;

function page(): Plugin {
  return {
    name: "till-page",
    configureServer(server) {
      server.middlewares.use(standIn());
      server.middlewares.use("/till-page", (request, response) => {
        const language = new URL(request.url ?? "/", "http://till").searchParams.get("language") ?? "zh-hans";
        const html = readFileSync(resolve(here, "index.html"), "utf8")
          .replace("/*catalogue*/", JSON.stringify({ language, messages: readCatalogue(language) }))
          .replaceAll("zh-hans", language);
        void server.transformIndexHtml("/till-page", html).then((text) => {
          response.setHeader("Content-Type", "text/html; charset=utf-8");
          response.end(text);
        });
      });
    },
  };
}

export default defineConfig({
  root: resolve(here, "../.."),
  plugins: [vue(), tailwindcss(), page()],
  server: { host: "127.0.0.1", strictPort: true, fs: { allow: [resolve(here, "../../..")] } },
});
