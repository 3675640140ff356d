import {
  DEFAULT_THEME,
  convertCssVariables,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import type { Plugin } from 'vite';
import { cssVariablesResolver, theme } from './src/theme/theme.ts';

const id = 'virtual:theme.css';

/**
 * The theme's CSS variables as a stylesheet made at build time.
 *
 * Mantine would otherwise write them into a `<style>` element when the page starts, which the
 * content security policy (`style-src 'self'`) rightly refuses.
 */
export function themeCss(): Plugin {
  return {
    name: 'stockcast-theme-css',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) return undefined;
      const full = mergeMantineTheme(DEFAULT_THEME, theme);
      const base = defaultCssVariablesResolver(full);
      const own = cssVariablesResolver(full);
      const scheme = (name: 'light' | 'dark') => ({
        ...base[name],
        ...own[name],
        '--mantine-color-scheme': name,
      });
      return convertCssVariables(
        { variables: { ...base.variables, ...own.variables }, light: scheme('light'), dark: scheme('dark') },
        ':root',
      );
    },
  };
}
