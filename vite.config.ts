import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Takes out the `@font-face` rules that name a host on the network; the page bundles its font itself. */
export function withoutRemoteFonts(css: string): string {
  return css.replace(/@font-face\s*\{[^}]*url\(\s*["']?https?:[^}]*\}/g, '');
}

function localFontsOnly(): Plugin {
  return {
    name: 'lytt-local-fonts-only',
    enforce: 'pre',
    transform(code, id) {
      return id.split('?')[0]?.endsWith('.css') && code.includes('@font-face')
        ? { code: withoutRemoteFonts(code), map: null }
        : null;
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  base: '/',
  plugins: [localFontsOnly(), react()],
  build: {
    outDir: fileURLToPath(new URL('dist/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome140',
    // The content security policy allows files of our own alone: nothing inline, nothing from a data URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
