import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('src/ui-web', import.meta.url)),
  // Any path of any static host.
  base: './',
  resolve: {
    // protobufjs would have it for 64-bit numbers, which src/wire/protobuf.ts turns off.
    alias: { long: fileURLToPath(new URL('src/ui-web/no-long.js', import.meta.url)) }
  },
  build: {
    outDir: fileURLToPath(new URL('dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2024',
    sourcemap: true,
    // Every file by its own address: the page's policy knows no data: scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } }
})
