import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';

export interface Palette {
  ink: string;
  dim: string;
  line: string;
  surface: string;
  forecast: string;
  stock: string;
  danger: string;
  over: string;
  /** The forecast's colour, let through by so much. */
  band: (alpha: number) => string;
  font: string;
}

/** The theme's colours for a canvas, which cannot read CSS variables itself. */
export function usePalette(): Palette {
  const scheme = useComputedColorScheme('light');
  return useMemo(() => {
    const dark = scheme === 'dark';
    const style = getComputedStyle(document.documentElement);
    const read = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
    const rgb = read('--sc-forecast-rgb', '12 125 114');
    return {
      ink: read('--sc-ink', dark ? '#e2e8e8' : '#1b2123'),
      dim: read('--mantine-color-dimmed', '#5a6466'),
      line: read('--sc-line', '#e0e5e4'),
      surface: read('--sc-surface', '#fff'),
      forecast: read('--sc-forecast', '#0c7d72'),
      stock: read('--sc-stock', '#9a5b00'),
      danger: read('--sc-danger', '#b3261e'),
      over: read('--sc-over', '#4a4fb0'),
      band: (alpha: number) => `rgb(${rgb} / ${alpha})`,
      font: read('--mantine-font-family', 'sans-serif'),
    };
  }, [scheme]);
}
